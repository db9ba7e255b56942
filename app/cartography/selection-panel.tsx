import { href, Link } from "react-router";
import { IconButton } from "#app/ui/button.tsx";
import { formatDate, formatNumber, plural, relativeDays } from "#app/ui/format.ts";
import { Due, Facts, type Fact } from "#app/ui/page.tsx";
import { StageLabel, type StageShape } from "#app/ui/stage.tsx";
import { levelWords } from "./levels.ts";
import type { Cell } from "./map.ts";
import type { MapState } from "./map-url.ts";
import { sayPenetration } from "./measures.ts";
import type { Selected } from "./selected.server.ts";
import { SelectionActions } from "./selection-actions.tsx";
import type { WhiteSpot } from "./white-spots.ts";

/** What the page of the map hands to the panel of its selection. */
export type MapOutlet = {
  cells: Cell[];
  selection: string[];
  state: MapState;
  search: string;
  shapes: Record<string, StageShape>;
  reader: { canWrite: boolean; reachUnit: string };
  today: Date;
  whiteSpots: WhiteSpot[];
  places: { value: string; label: string }[];
};

type Props = MapOutlet & { selected: Selected; onClose: () => void };

/** The territories chosen: where they stand, what is covered, and what can be done with them. */
export function SelectionPanel(props: Props) {
  const { cells, selection, state, whiteSpots, onClose } = props;
  const chosen = cells.filter(({ code }) => selection.includes(code));
  const [only] = chosen;
  if (!only) return null;
  const single = chosen.length === 1;
  const isSpots = state.whiteSpots && !single;
  const { many } = levelWords[state.level];
  return (
    <section className="carto__detail" aria-labelledby="selection">
      <div className="row">
        <h2 className="carto__name" id="selection">
          {single ? only.name : `${formatNumber(chosen.length)} ${many}`}
        </h2>
        <span className="muted">
          {single ? under(only, props) : isSpots && "les blancs qui comptent le plus d’habitants"}
        </span>
        <span className="push">
          <IconButton icon="close-line" label="Vider la sélection (Échap)" onClick={onClose} />
        </span>
      </div>
      {!isSpots && <Facts facts={single ? factsOfOne(only, props) : factsOfMany(chosen, props)} />}
      <SelectionActions {...props} single={single ? only : null} />
      {isSpots && <WhiteSpots spots={whiteSpots.filter(({ code }) => selection.includes(code))} />}
    </section>
  );
}

/** « 34 · Occitanie »; the code of an EPCI says nothing to anyone. */
function under({ code, departementCode, regionCode }: Cell, { places, state }: Props): string {
  const parent = state.level === "epci" ? departementCode : regionCode;
  const name = places.find(({ value }) => value === parent)?.label;
  const own = state.level === "departement" ? code : null;
  return [own, state.level === "region" ? null : name].filter(Boolean).join(" · ");
}

function factsOfOne(cell: Cell, { selected, reader, today, places }: Props): Fact[] {
  const [first] = selected.partnerships;
  const next = selected.partnerships.find(({ nextAction }) => nextAction) ?? null;
  return [
    {
      term: "Étape",
      value: first ? (
        <span className="row row--wrap">
          <StageLabel stage={first.stage} />
          <InstitutionLink {...first} />
        </span>
      ) : (
        <span className="muted">{cell.last ? "Hors pipeline" : "Jamais contacté"}</span>
      ),
    },
    ...(next
      ? [
          {
            term: "Prochaine action",
            value: (
              <span className="row row--wrap">
                {next.nextAction} <Due date={next.nextActionOn} today={today} />
              </span>
            ),
          },
        ]
      : []),
    ...(cell.users > 0
      ? [
          {
            term: capital(reader.reachUnit),
            value: (
              <>
                {formatNumber(cell.users)}{" "}
                <span className="muted">dont {plural(cell.activeUsers, "actif")}</span>
              </>
            ),
          },
        ]
      : []),
    { term: "Dernier échange", value: relativeDays(cell.last, today) },
    ...(cell.target > 0 ? [{ term: "Cible", value: sayPenetration(cell) }] : []),
    { term: "Habitants", value: <Inhabitants cells={[cell]} /> },
    ...proofOf(cell, places),
  ];
}

function factsOfMany(cells: Cell[], { reader }: Props): Fact[] {
  const sum = (key: "count" | "users" | "target" | "won") =>
    cells.reduce((total, cell) => total + cell[key], 0);
  return [
    { term: "Partenariats", value: formatNumber(sum("count")) },
    ...(sum("users") > 0 ? [{ term: capital(reader.reachUnit), value: formatNumber(sum("users")) }] : []),
    ...(sum("target") > 0
      ? [{ term: "Cible", value: sayPenetration({ target: sum("target"), won: sum("won") }) }]
      : []),
    { term: "Habitants", value: <Inhabitants cells={cells} /> },
  ];
}

/** Four facts that are not one another. */
function Inhabitants({ cells }: { cells: Cell[] }) {
  const sum = (count: (cell: Cell) => number) => cells.reduce((total, cell) => total + count(cell), 0);
  const facts = [
    [sum(({ covered }) => covered.enrolled), "inscrits"],
    [sum(({ covered }) => covered.equipped), "équipés pour leur compte"],
    [sum(({ covered }) => covered.active), "où l’usage est prouvé"],
    [
      sum(({ covered, population }) => (covered.coverage === "above" ? (population ?? 0) : 0)),
      "couverts par un niveau supérieur",
    ],
  ] as const;
  const said = facts.filter(([count]) => count > 0);
  return (
    <>
      {formatNumber(sum(({ population }) => population ?? 0))}
      <span className="source">
        {said.length === 0
          ? "aucun couvert"
          : said.map(([count, what]) => `${formatNumber(count)} ${what}`).join(" · ")}
      </span>
    </>
  );
}

function proofOf({ covered }: Cell, places: Props["places"]): Fact[] {
  const by = places.find(({ value }) => value === covered.by)?.label;
  return [
    ...(covered.proof ? [{ term: "Preuve d’usage", value: formatDate(covered.proof) }] : []),
    ...(covered.coverage === "above" && by ? [{ term: "Couvert par", value: by }] : []),
  ];
}

function WhiteSpots({ spots }: { spots: WhiteSpot[] }) {
  return (
    <ol className="carto__spots">
      {spots.map(({ code, name, reason }) => (
        <li key={code}>
          <span className="strong">{name}</span> <span className="source">{reason}</span>
        </li>
      ))}
    </ol>
  );
}

function InstitutionLink({ institutionId, name }: { institutionId: string; name: string }) {
  return (
    <Link className="muted fr-raw-link" to={href("/institutions/:id", { id: institutionId })}>
      {name}
    </Link>
  );
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
