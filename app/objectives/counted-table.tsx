import { href, Link } from "react-router";
import { formatDate, formatNumber } from "#app/ui/format.ts";
import type { CountedRow } from "./counted-rows.server.ts";

/** The rows behind a figure. */
export function CountedTable({ rows, total, usage }: { rows: CountedRow[]; total: number; usage: boolean }) {
  if (total === 0) return <p className="muted settings__empty">Rien n’est encore compté.</p>;
  return (
    <>
      <ul className="fr-raw-list">
        {rows.map(({ id, institutionId, name, day, what, value }) => (
          <li key={id} className="found__row">
            <Link className="strong clip fr-raw-link" to={href("/institutions/:id", { id: institutionId })}>
              {name}
            </Link>
            <span className="muted clip fill">{what}</span>
            {usage && <span className="num">{formatNumber(value)}</span>}
            <time className="muted small" dateTime={new Date(day).toISOString().slice(0, 10)}>
              {formatDate(day)}
            </time>
          </li>
        ))}
      </ul>
      {total > rows.length && (
        <p className="small muted found__more">
          Les {formatNumber(rows.length)} plus récents, sur {formatNumber(total)}.
        </p>
      )}
    </>
  );
}
