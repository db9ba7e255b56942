import { useCallback, useMemo, useState } from "react";
import { Button } from "#app/ui/button.tsx";
import { plural } from "#app/ui/format.ts";
import { useHydrated } from "#app/ui/hydrated.ts";
import "./cartography.css";
import { BareMap, FranceMap } from "./france-map.tsx";
import { type Level, levelWords } from "./levels.ts";
import type { Cell } from "./map.ts";
import { MapLegend } from "./map-legend.tsx";
import { MapPatterns } from "./map-patterns.tsx";
import { legendOf, type Measure, measureWords, paintOf, sayCell } from "./measures.ts";
import { type MapStatus, TerritoryMap } from "./territory-map.tsx";

type Props = {
  level: Level;
  measure: Measure;
  cells: Cell[];
  /** Whether `cells` are only some of the level's. */
  narrowed: boolean;
  elsewhere: number;
  selection: string[];
  hrefFor: (code: string) => string;
  /** The same map as one image. */
  imageHref: string;
  onChoose: (codes: string[], adds: boolean) => void;
  today: Date;
};

/** The map: the server's drawing first, then MapLibre's over it where WebGL is, and its legend in any case. */
export function MapFigure(props: Props) {
  const { level, measure, cells, narrowed, elsewhere, selection, hrefFor, imageHref, onChoose, today } =
    props;
  const [status, setStatus] = useState<MapStatus>("drawing");
  const [attempt, setAttempt] = useState(0);
  const [rectangle, setRectangle] = useState(false);
  const hydrated = useHydrated();
  const drawn = useMemo(() => draw(cells, measure, today), [cells, measure, today]);
  const shown = useMemo(() => (narrowed ? cells.map(({ code }) => code) : null), [narrowed, cells]);
  const hear = useCallback((next: MapStatus) => setStatus(next), []);
  const failed = status !== "drawing" && status !== "ready";
  return (
    <figure
      className="france-map"
      data-status={status}
      aria-label={`${levelWords[level].all}, ${measureWords[measure].toLowerCase()}. Les mêmes données sont dans le tableau.`}
    >
      <div className="france-map__layout">
        <MapPatterns />
        {hydrated && !failed && (
          <TerritoryMap
            key={attempt}
            {...{ level, selection, shown, rectangle, onChoose }}
            paints={drawn.paints}
            labels={drawn.labels}
            onStatus={hear}
          />
        )}
        {status !== "ready" &&
          (level === "epci" ? (
            <EpciDrawing src={imageHref} failed={failed} />
          ) : (
            <FranceMap level={level} zones={drawn.zones} hrefFor={hrefFor} selected={selection} />
          ))}
        {status === "ready" && (
          <div className="france-map__tools">
            <button
              type="button"
              className="chip"
              aria-pressed={rectangle}
              title="Tracer un rectangle pour sélectionner (ou Maj et glisser)"
              onClick={() => setRectangle(!rectangle)}
            >
              Rectangle
            </button>
          </div>
        )}
        <MapLegend legend={drawn.legend} level={level} />
        <figcaption className="france-map__note" id="france-map-note" tabIndex={-1}>
          {failed && (
            <FailureNote status={status} onRetry={() => (setStatus("drawing"), setAttempt(attempt + 1))} />
          )}
          Contours approchés, non opposables. COG Insee / DGCL 2026, Etalab (Licence Ouverte) · centres&nbsp;:
          API Géo · côtes&nbsp;: Natural Earth.
          {elsewhere > 0 && ` ${plural(elsewhere, "partenariat")} hors de ${levelWords[level].any}.`}
        </figcaption>
      </div>
    </figure>
  );
}

/** 1 255 outlines are too many for a first paint: one image, where nothing else can draw them. */
function EpciDrawing({ src, failed }: { src: string; failed: boolean }) {
  if (failed) return <EpciImages src={src} />;
  return (
    <>
      <BareMap />
      <noscript>
        <EpciImages src={src} />
      </noscript>
    </>
  );
}

/** An image does not know the page's theme: the one that is not of it is not shown, hence not loaded. */
function EpciImages({ src }: { src: string }) {
  const alt = "Carte des EPCI\u00A0; les mêmes données sont dans le tableau";
  return ["clair", "sombre"].map((theme) => (
    <img
      key={theme}
      className={`france-map__drawing france-map__image france-map__image--${theme}`}
      src={`${src}&theme=${theme}&legende=non`}
      alt={alt}
      loading="lazy"
    />
  ));
}

function FailureNote({ status, onRetry }: { status: MapStatus; onRetry: () => void }) {
  return (
    <span className="france-map__failure" role="status">
      {FAILURES[status as keyof typeof FAILURES]}{" "}
      {status !== "webgl" && (
        <Button look="ghost" onClick={onRetry}>
          Réessayer
        </Button>
      )}
    </span>
  );
}

const FAILURES = {
  webgl:
    "Ce navigateur n’affiche pas la carte animée\u00A0: voici la carte fixe, et le tableau fait tout le reste.",
  contours:
    "Les contours n’ont pas pu être chargés\u00A0: voici la carte fixe, et le tableau fait tout le reste.",
  lost: "L’affichage de la carte s’est interrompu\u00A0: voici la carte fixe. Votre sélection est gardée.",
};

function draw(cells: Cell[], measure: Measure, today: Date) {
  const zones = cells.map((cell) => ({
    code: cell.code,
    paint: paintOf(cell, measure, today),
    label: sayCell(cell, measure, today),
  }));
  return {
    zones,
    paints: new Map(zones.map(({ code, paint }) => [code, paint])),
    labels: new Map(zones.map(({ code, label }) => [code, label])),
    legend: legendOf(cells, measure, today),
  };
}
