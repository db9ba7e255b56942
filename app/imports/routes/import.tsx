import { useEffect } from "react";
import { Form, href, Link, useRevalidator } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { KEPT, type KeptReason } from "#app/history/undoable.ts";
import { ColumnsForm } from "#app/imports/columns-form.tsx";
import { KIND_WORDS, STATE_WORDS } from "#app/imports/import.ts";
import { ImportSteps } from "#app/imports/import-steps.tsx";
import { Changes, Created, Figures, Refusals } from "#app/imports/outcome.tsx";
import { getImport, type ImportFile } from "#app/imports/read-imports.server.ts";
import { UndoImport } from "#app/imports/undo-import.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { SubmitButton } from "#app/ui/form.tsx";
import { formatNumber, plural, relativeTime } from "#app/ui/format.ts";
import { PageHead, Progress, Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/import";

const POLL_MS = 800;

export const meta: Route.MetaFunction = () => [{ title: "Import · Essaim" }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return {
    file: await getImport(member, params.id),
    ...{ canWrite: member.role !== "reader", now: new Date(), lack: url.searchParams.get("manque") },
    again: url.searchParams.has("colonnes"),
  };
}

export default function ImportPage({ loaderData }: Route.ComponentProps) {
  const { file, canWrite, now, lack, again } = loaderData;
  const moving =
    file.state === "checking" ||
    file.state === "running" ||
    (file.undoAskedAt !== null && file.undoneAt === null);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(() => void revalidate(), POLL_MS);
    return () => clearInterval(timer);
  }, [moving, revalidate]);
  const preparing = file.open && (file.state === "mapping" || (file.state === "ready" && again));
  return (
    <>
      <PageHead
        title={file.fileName}
        crumbs={[{ label: "Importations", to: href("/imports") }]}
        lead={`${KIND_WORDS[file.kind].label}${file.by ? `, par ${file.by}` : ""}, ${relativeTime(file.createdAt, now)}`}
      >
        {canWrite && undoable(file) && <UndoImport file={file} />}
        {canWrite && file.open && !moving && (
          <Form method="post" action={href("/imports/:id/abandon", { id: file.id })}>
            <Button type="submit" look="ghost">
              Abandonner ce fichier
            </Button>
          </Form>
        )}
      </PageHead>
      {!file.undoAskedAt && <ImportSteps at={stepOf(file, preparing)} />}
      <div className="page__body import-page">
        {moving && (
          <noscript>
            <meta httpEquiv="refresh" content="2" />
          </noscript>
        )}
        {file.error && (
          <div className="fr-alert fr-alert--error fr-alert--sm" role="alert">
            <p>{file.error}</p>
          </div>
        )}
        {preparing && canWrite ? (
          <ColumnsForm
            file={file}
            refused={lack ? { errors: { form: [lack] } } : {}}
            key={JSON.stringify(file.layout)}
          />
        ) : (
          <Outcome file={file} canWrite={canWrite} />
        )}
      </div>
    </>
  );
}

function stepOf({ state }: ImportFile, preparing: boolean): number {
  if (preparing) return 1;
  return state === "checking" || state === "ready" ? 2 : 3;
}

const undoable = ({ state, undoAskedAt, created, updated }: ImportFile) =>
  (state === "finished" || state === "failed") && !undoAskedAt && created + updated > 0;

function Outcome({ file, canWrite }: { file: ImportFile; canWrite: boolean }) {
  if (file.undoAskedAt) return <Undone file={file} />;
  if (file.state === "checking" || file.state === "running") return <Underway file={file} />;
  if (file.state === "cancelled") return <p>Ce fichier a été abandonné : rien n’en a été écrit.</p>;
  if (file.state === "mapping") return <p>Ce fichier attend d’être préparé.</p>;
  const done = file.state !== "ready";
  return (
    <>
      <Figures counts={file} kind={file.kind} done={done} />
      {file.state === "ready" && canWrite && <Launch file={file} />}
      {done && file.kind !== "usage" && (
        <p>
          <ButtonLink to={file.kind === "contacts" ? href("/contacts") : href("/institutions")}>
            Voir les {KIND_WORDS[file.kind].many}
          </ButtonLink>
        </p>
      )}
      {!done && <Changes samples={file.preview.changed} total={file.updated} />}
      {!done && <Created samples={file.preview.created} total={file.created} />}
      <Refusals file={file} />
    </>
  );
}

function Launch({ file }: { file: ImportFile }) {
  const { id, kind, created, updated } = file;
  const writes = created + updated;
  const { one, many } = KIND_WORDS[kind];
  return (
    <div className="row row--wrap">
      {writes > 0 ? (
        <Form method="post" action={href("/imports/:id/lancement", { id })}>
          <SubmitButton>Importer {plural(writes, one, many)}</SubmitButton>
        </Form>
      ) : (
        <p>Ce fichier n’apprend rien : tout y est déjà connu, ou refusé.</p>
      )}
      <ButtonLink look="ghost" to="?colonnes">
        Revoir les colonnes
      </ButtonLink>
    </div>
  );
}

function Underway({ file }: { file: ImportFile }) {
  const { state, rowsDone, rowsTotal } = file;
  const known = rowsTotal !== null && state === "running";
  return (
    <Section title={STATE_WORDS[state]}>
      {known && <Progress label="Avancement" value={rowsDone} max={rowsTotal} />}
      <p className="row small muted" aria-live="polite">
        <span>
          {formatNumber(rowsDone)} lignes {known ? `sur ${formatNumber(rowsTotal)}` : "lues"}
        </span>
        <span className="push">Vous pouvez fermer cette page, le travail continue.</span>
      </p>
    </Section>
  );
}

/** What the undoing did, and what it left. */
function Undone({ file }: { file: ImportFile }) {
  const { undoing, undoneAt, keptRows } = file;
  if (!undoneAt)
    return (
      <Section title="Annulation en cours">
        <Progress label="Avancement" value={undoing.lots} max={undoing.of ?? 1} />
        <p className="small muted">Vous pouvez fermer cette page, le travail continue.</p>
      </Section>
    );
  return (
    <>
      <p>
        Cet import est annulé.{" "}
        {undoing.keptCount === 0
          ? "Tout est comme avant."
          : "Ce que quelqu’un a touché depuis est resté en l’état :"}
      </p>
      {undoing.keptCount > 0 && (
        <ul className="fr-raw-list import-lines">
          {keptRows.map(({ id, table, name, reason }) => (
            <li key={id}>
              <span>
                <Link
                  className="fr-link"
                  to={table === "Contact" ? href("/contacts/:id", { id }) : href("/institutions/:id", { id })}
                >
                  {name}
                </Link>
                <span className="source">{KEPT[reason as KeptReason] ?? reason}</span>
              </span>
            </li>
          ))}
          {keptRows.length === 0 && <li>{plural(undoing.keptCount, "élément")} sans fiche à montrer.</li>}
        </ul>
      )}
    </>
  );
}
