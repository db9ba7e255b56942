import { data, Form, href, redirect, useNavigation } from "react-router";
import { requireRole } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { AppError } from "#app/errors.ts";
import { readChanges } from "#app/universe/dila/apply.server.ts";
import { DoubtQueue } from "#app/universe/dila/doubt-queue.tsx";
import { DropDump } from "#app/universe/dila/drop-dump.tsx";
import { LoadReport } from "#app/universe/dila/load-report.tsx";
import { currentLoad } from "#app/universe/dila/loads.server.ts";
import { listDoubts } from "#app/universe/dila/queue.server.ts";
import { readDila } from "#app/universe/dila/read.server.ts";
import { readUpload } from "#app/universe/dila/upload.ts";
import { useFollow } from "#app/universe/dila/watch.ts";
import { refusal, SubmitButton } from "#app/ui/form.tsx";
import { formatNumber, plural } from "#app/ui/format.ts";
import { Progress, Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/dila";

export const meta: Route.MetaFunction = () => [{ title: "Téléphones et adresses · Essaim" }];

export async function loader({ context, url }: Route.LoaderArgs) {
  requireRole(context.get(memberContext), "admin");
  const load = await currentLoad();
  const settled = load?.state === "report" || load?.state === "applied" ? load : null;
  const [changes, queue] = await Promise.all([
    settled && readChanges(settled.id),
    settled &&
      listDoubts(settled.id, url.searchParams.get("apres")?.slice(0, 200).replaceAll("\0", "") ?? ""),
  ]);
  return { load, changes, queue };
}

/** The file is read as it arrives, into staging: nothing of the reference data changes before « Appliquer ». */
export async function action({ request, context }: Route.ActionArgs) {
  const member = context.get(memberContext);
  requireRole(member, "admin");
  try {
    const { fileName, bytes } = await readUpload(request);
    await readDila(bytes, { fileName, userId: member.userId });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return data({ errors: { form: [error.message] }, values: {} }, { status: error.status });
  }
  return redirect(href("/reglages/annuaire/dila"));
}

export default function Dila({ loaderData, actionData }: Route.ComponentProps) {
  const { load, changes, queue } = loaderData;
  const sending = useNavigation().formEncType === "multipart/form-data";
  useFollow(load?.state === "applying" || (load?.state === "reading" && !sending));
  return (
    <>
      <DropDump
        refused={refusal(actionData)}
        first={load === null}
        failed={load?.state === "failed" ? load.error : null}
      />
      {load?.state === "reading" && !sending && (
        <Section title={load.fileName}>
          <p aria-live="polite">
            {plural(load.counts.read, "fiche lue", "fiches lues")}. La lecture continue.
          </p>
        </Section>
      )}
      {load?.state === "applying" && (
        <Section title="Application en cours">
          <Progress label="Application de l’annuaire" value={load.counts.applied} max={load.counts.matched} />
          <p className="row small muted">
            <span aria-live="polite">
              {formatNumber(load.counts.applied)} fiches sur {formatNumber(load.counts.matched)}
            </span>
            <span className="push">Vous pouvez fermer cette page, l’application continue.</span>
          </p>
        </Section>
      )}
      {load && changes && (
        <LoadReport load={load} changes={changes}>
          <Form method="post" action={href("/reglages/annuaire/dila/application")}>
            <SubmitButton>Appliquer à {plural(changes.institutions, "institution")}</SubmitButton>
          </Form>
        </LoadReport>
      )}
      {queue && load && <DoubtQueue {...queue} waiting={load.counts.ambiguous} />}
    </>
  );
}
