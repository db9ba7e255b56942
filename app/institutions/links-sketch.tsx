import { STROKES } from "#app/cartography/graph/marks.ts";
import type { Link, LinkGroup } from "./relations.server.ts";

const MOST = 6;
const CENTRE = { x: 170, gap: 50 };
const LINE = 44;
const LETTERS = 17;

/** The first links of an institution, drawn as the graph draws them; the list below says them in full. */
export function LinksSketch({ groups }: { groups: LinkGroup[] }) {
  const links = firsts(groups);
  const rows = Math.ceil(links.length / 2);
  const height = rows * LINE + 24;
  const middle = height / 2;
  return (
    <svg className="links-sketch" viewBox={`0 0 ${CENTRE.x * 2} ${height}`} aria-hidden="true">
      {links.map(({ link, kind }, index) => {
        const side = index % 2 === 0 ? -1 : 1;
        const x = CENTRE.x + side * CENTRE.gap;
        // One alone faces the middle.
        const count = side < 0 ? rows : Math.floor(links.length / 2);
        const y = middle + (Math.floor(index / 2) - (count - 1) / 2) * LINE;
        const { dash, width, word } = STROKES[kind];
        const text = { x: x + side * 9, textAnchor: side < 0 ? ("end" as const) : ("start" as const) };
        return (
          <g key={link.id}>
            <line
              className="links-sketch__line"
              {...{ x1: CENTRE.x, y1: middle, x2: x, y2: y, strokeWidth: width }}
              strokeDasharray={dash.join(" ") || undefined}
            />
            <circle
              className={`links-sketch__node links-sketch__node--${link.stage ?? "none"}`}
              cx={x}
              cy={y}
              r="5"
            />
            <text className="links-sketch__name" y={y - 1} {...text}>
              {short(link.name)}
            </text>
            <text className="links-sketch__word" y={y + 12} {...text}>
              {word}
            </text>
          </g>
        );
      })}
      <circle className="links-sketch__self" cx={CENTRE.x} cy={middle} r="7" />
    </svg>
  );
}

/** One of each kind in turn: the ministry shows beside the three hundred communes. */
function firsts(groups: LinkGroup[]): { link: Link; kind: LinkGroup["kind"] }[] {
  const turns = Math.max(0, ...groups.map(({ links }) => links.length));
  return Array.from({ length: turns }, (_, turn) =>
    groups.flatMap(({ kind, links }) => (links[turn] ? [{ kind, link: links[turn] }] : [])),
  )
    .flat()
    .slice(0, MOST);
}

const short = (name: string): string =>
  name.length > LETTERS ? `${name.slice(0, LETTERS - 1).trimEnd()}…` : name;
