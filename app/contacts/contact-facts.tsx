import { formatDate, formatPhone } from "#app/ui/format.ts";
import { Aside } from "#app/ui/page.tsx";
import type { ContactFile } from "./contact-file.server.ts";
import { telHref } from "./people.tsx";

/** How to reach someone, with where and when each address was collected. Former ones still match an answer. */
export function Addresses({ addresses, opposedAt }: Pick<ContactFile, "addresses" | "opposedAt">) {
  return (
    <Aside title="Adresses">
      {addresses.length === 0 && <p className="muted">Aucune adresse.</p>}
      <ul className="fr-raw-list stack">
        {addresses.map(({ id, kind, value, source, collectedAt, validTo }) => (
          <li key={id} className={validTo ? "muted" : undefined}>
            {kind === "phone" && <a href={telHref(value)}>{formatPhone(value)}</a>}
            {kind === "email" && (opposedAt || validTo ? value : <a href={`mailto:${value}`}>{value}</a>)}
            <span className="source">
              {source}, {formatDate(collectedAt)}
              {validTo && ` · plus utilisée depuis le ${formatDate(validTo)}`}
            </span>
          </li>
        ))}
      </ul>
    </Aside>
  );
}
