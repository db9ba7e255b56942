import { href, Link } from "react-router";
import { Panel } from "#app/ui/page.tsx";
import { ObjectiveBar } from "./objective-bar.tsx";
import type { readDayObjectives } from "./tiles.server.ts";
import { sayDaysLeft } from "./words.ts";

/** « Objectifs du cycle », beside Ma journée. Without a cycle, how to begin one. */
export function DayObjectives({
  objectives,
  writes = true,
}: {
  objectives: Awaited<ReturnType<typeof readDayObjectives>>;
  writes?: boolean;
}) {
  if (!objectives) {
    if (!writes) return null;
    return (
      <Panel title="Objectifs du cycle">
        <p className="panel__body small muted">
          Six mois, quelques chiffres à atteindre.{" "}
          <Link className="link" to={href("/objectifs/cycles/nouveau")}>
            Ouvrir un cycle
          </Link>
        </p>
      </Panel>
    );
  }
  const { cycle, tiles } = objectives;
  return (
    <Panel
      title="Objectifs du cycle"
      aside={
        <Link className="small muted fr-raw-link" to={href("/objectifs")} title={cycle.name}>
          {sayDaysLeft(cycle.daysLeft)}
        </Link>
      }
    >
      {tiles.length === 0 && (
        <p className="panel__body small muted">
          {cycle.name} n’a pas encore d’objectif.{" "}
          <Link className="link" to={href("/objectifs")}>
            En fixer un
          </Link>
        </p>
      )}
      <ul className="fr-raw-list">
        {tiles.map((tile) => (
          <li key={tile.id}>
            <Link
              className="objective objective--day fr-raw-link"
              to={href("/objectifs/:id", { id: tile.id })}
            >
              <ObjectiveBar tile={tile} ends={cycle.endsOn} />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
