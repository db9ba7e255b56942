import { href, Link } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { KIND_WORDS, sayCounts, STATE_WORDS } from "#app/imports/import.ts";
import { type ImportLine, listImports } from "#app/imports/read-imports.server.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { formatDateTime, relativeTime } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/imports";

export const meta: Route.MetaFunction = () => [{ title: "Importations · Essaim" }];

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return { imports: await listImports(member), canWrite: member.role !== "reader", now: new Date() };
}

export default function Imports({ loaderData: { imports, canWrite, now } }: Route.ComponentProps) {
  return (
    <>
      <PageHead title="Importations" lead="Les fichiers apportés, ce qu’ils ont fait, et comment y revenir.">
        {canWrite && (
          <ButtonLink icon="upload-2-line" look="primary" to={href("/imports/nouveau")}>
            Importer un fichier
          </ButtonLink>
        )}
      </PageHead>
      {imports.length === 0 ? (
        <NoImport canWrite={canWrite} />
      ) : (
        <div className="page__body">
          <ul className="fr-raw-list imports">
            {imports.map((one) => (
              <ImportRow key={one.id} one={one} now={now} />
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function ImportRow({ one, now }: { one: ImportLine; now: Date }) {
  const done = one.state === "finished" || one.state === "failed";
  return (
    <li>
      <Link className="imports__line fr-raw-link" to={href("/imports/:id", { id: one.id })}>
        <Icon name="file-text-line" />
        <span className="imports__what">
          <span className="strong clip" title={one.fileName}>
            {one.fileName}
          </span>
          <span className="source">
            {KIND_WORDS[one.kind].many}
            {one.by && `, par ${one.by}`},{" "}
            <time dateTime={new Date(one.createdAt).toISOString()} title={formatDateTime(one.createdAt)}>
              {relativeTime(one.createdAt, now)}
            </time>
          </span>
        </span>
        <span className="imports__counts">{done ? sayCounts(one, one.kind) : null}</span>
        <span className={`imports__state${one.state === "failed" ? " is-late" : ""}`}>{stateOf(one)}</span>
        <Icon name="arrow-right-s-line" />
      </Link>
    </li>
  );
}

function stateOf({ state, undoAskedAt, undoneAt }: ImportLine): string {
  if (undoneAt) return "Annulé";
  return undoAskedAt ? "Annulation en cours" : STATE_WORDS[state];
}

function NoImport({ canWrite }: { canWrite: boolean }) {
  return (
    <Empty
      title="Aucun fichier apporté pour l’instant"
      ways={
        canWrite
          ? [
              {
                ...{ icon: "upload-2-line", title: "Importer un fichier" },
                ...{
                  hint: "CSV ou XLSX. Rien n’est écrit avant que vous ayez vu.",
                  to: href("/imports/nouveau"),
                },
              },
              { icon: "user-line", title: "Voir les contacts", to: href("/contacts") },
            ]
          : [{ icon: "user-line", title: "Voir les contacts", to: href("/contacts") }]
      }
    >
      Contacts, institutions et chiffres d’usage peuvent venir d’un tableur, et en repartir.
    </Empty>
  );
}
