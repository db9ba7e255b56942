import { requireRole } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { type ExportLine, listExports } from "#app/exports/export.server.ts";
import { EXPORT_LISTS, isExportList } from "#app/exports/lists.ts";
import { formatDateTime, plural, relativeTime } from "#app/ui/format.ts";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/journal";

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  requireRole(member, "admin");
  return { exports: await listExports(member), now: new Date() };
}

export default function Journal({ loaderData: { exports, now } }: Route.ComponentProps) {
  return (
    <Section title="Journal des exports" count={exports.length}>
      {exports.length === 0 ? (
        <p className="settings__empty muted">
          Aucune liste n’est sortie du produit. Chaque export sera noté ici : qui, quoi, combien de lignes.
        </p>
      ) : (
        <ul className="fr-raw-list">
          {exports.map((one) => (
            <li key={one.id} className="settings__row">
              <span className="fill">
                {isExportList(one.list) ? EXPORT_LISTS[one.list].label : one.list}, {saidRows(one)}
                <span className="source">
                  {one.by ?? "Un ancien membre"},{" "}
                  <time
                    dateTime={new Date(one.createdAt).toISOString()}
                    title={formatDateTime(one.createdAt)}
                  >
                    {relativeTime(one.createdAt, now)}
                  </time>
                  {one.q && `, « ${one.q} »`}
                  {one.filtered && ", filtrée"}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const saidRows = ({ rows, finished }: ExportLine) =>
  finished ? plural(rows, "ligne") : "interrompu avant la fin";
