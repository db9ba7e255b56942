import { formatFigure, objectiveLabel } from "./metrics.ts";
import type { Tile } from "./tiles.server.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Progress } from "#app/ui/page.tsx";
import { sayOutlook } from "./words.ts";
import "./objectives.css";

/** Where an objective stands: its figure, its bar with the mark of today, and where it leads, in words first. */
export function ObjectiveBar({ tile, ends }: { tile: Tile; ends: Date }) {
  const { state, value, target, expected, lacksTarget } = tile;
  const risk = state === "risk" || state === "missed";
  const words = sayOutlook(tile, ends);
  return (
    <>
      <p className="objective__head">
        <span>{objectiveLabel(tile)}</span>
        <span className="push objective__figure">
          <strong>{lacksTarget ? "?" : formatFigure(tile, value)}</strong> / {formatFigure(tile, target)}
        </span>
      </p>
      <Progress
        value={value}
        max={target}
        mark={Math.min(expected, target)}
        risk={risk}
        label={`${formatFigure(tile, value)} sur ${formatFigure(tile, target)}. ${words}`}
      />
      <p className={risk ? "small due due--none objective__words" : "small muted objective__words"}>
        {risk && <Icon name="alert-line" />}
        {state === "reached" && <Icon name="check-line" />}
        {words}
      </p>
    </>
  );
}
