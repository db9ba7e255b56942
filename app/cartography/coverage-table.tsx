import { Link } from "react-router";
import { formatNumber, relativeDays } from "#app/ui/format.ts";
import { StageLabel } from "#app/ui/stage.tsx";
import { withParams } from "#app/ui/url.ts";
import type { Sort } from "./coverage.ts";
import type { CoverageRow } from "./coverage.server.ts";

const COLUMNS: { sort: Sort; label: string; className?: string }[] = [
  { sort: "name", label: "Département" },
  { sort: "stage", label: "Étape" },
  { sort: "count", label: "Partenariats", className: "num" },
  { sort: "last", label: "Échange", className: "num" },
];

type Props = {
  rows: CoverageRow[];
  sort: Sort;
  selected: string | null;
  linkTo: (code: string) => string;
  today: Date;
};

/** The map's figures as a table: the same selection, both ways. */
export function CoverageTable({ rows, sort, selected, linkTo, today }: Props) {
  return (
    <div className="carto__table">
      <table className="table table--coverage">
        <caption className="fr-sr-only">
          Les {rows.length} départements, avec l’étape la plus avancée, le nombre de partenariats et le
          dernier échange
        </caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th
                key={column.sort}
                scope="col"
                className={column.className}
                aria-sort={column.sort === sort ? (sort === "name" ? "ascending" : "descending") : undefined}
              >
                <Link
                  className="fr-raw-link"
                  to={withParams(selected ? `?departement=${selected}` : "", {
                    tri: column.sort === "stage" ? null : column.sort,
                  })}
                  preventScrollReset
                >
                  {column.label}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code} aria-selected={row.code === selected || undefined}>
              <th scope="row">
                <Link
                  className="fr-raw-link"
                  to={linkTo(row.code)}
                  preventScrollReset
                  aria-current={row.code === selected || undefined}
                >
                  {row.name} ({row.code})
                </Link>
              </th>
              <td>{row.shape ? <StageLabel stage={row.shape} /> : <span className="muted">Aucun</span>}</td>
              <td className="num">{row.count > 0 ? formatNumber(row.count) : ""}</td>
              <td className="num muted">{row.count > 0 ? relativeDays(row.lastInteractionAt, today) : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
