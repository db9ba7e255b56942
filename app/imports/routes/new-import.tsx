import { useState } from "react";
import { data, Form, href, redirect, useSearchParams } from "react-router";
import { z } from "zod";
import { requireRole } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { env } from "#app/env.server.ts";
import { AppError } from "#app/errors.ts";
import { IMPORT_KINDS, KIND_WORDS } from "#app/imports/import.ts";
import { createImport } from "#app/imports/imports.server.ts";
import { receiveFile } from "#app/imports/receive.server.ts";
import { FileField } from "#app/imports/file-field.tsx";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/page.tsx";
import { ImportSteps } from "#app/imports/import-steps.tsx";
import type { Route } from "./+types/new-import";

export const meta: Route.MetaFunction = () => [{ title: "Importer un fichier · Essaim" }];

export function loader({ context }: Route.LoaderArgs) {
  requireRole(context.get(memberContext), "deployer");
  return { max: env.UPLOAD_MAX };
}

const schema = z.object({ kind: z.enum(IMPORT_KINDS, "Dites ce que ce fichier apporte.") });

export async function action({ request, context }: Route.ActionArgs) {
  const member = context.get(memberContext);
  try {
    const { id } = await createImport(member, await receiveFile(member, request, schema));
    return redirect(href("/imports/:id", { id }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "forbidden") throw error;
    const fields = error.fields ?? { file: error.message };
    const errors = Object.fromEntries(Object.entries(fields).map(([name, message]) => [name, [message]]));
    return data({ errors, values: {} }, { status: error.status });
  }
}

export default function NewImport({ loaderData: { max }, actionData }: Route.ComponentProps) {
  const [params] = useSearchParams();
  const refused = refusal(actionData);
  const asked = IMPORT_KINDS.find((kind) => kind === params.get("type")) ?? "contacts";
  const [tooBig, setTooBig] = useState(false);
  return (
    <>
      <PageHead
        title="Importer un fichier"
        crumbs={[{ label: "Importations", to: href("/imports") }]}
        lead="CSV ou XLSX. Rien n’est écrit avant que vous ayez vu ce qui changera."
      />
      <ImportSteps at={0} />
      <div className="page__body">
        <Form method="post" encType="multipart/form-data" className="form">
          <FormErrors errors={refused.errors} />
          <fieldset className="fr-fieldset import-kinds">
            <legend className="fr-label">Ce fichier apporte</legend>
            {IMPORT_KINDS.map((kind) => (
              <div className="import-kind" key={kind}>
                <input
                  type="radio"
                  name="kind"
                  id={`kind-${kind}`}
                  value={kind}
                  defaultChecked={kind === asked}
                />
                <label htmlFor={`kind-${kind}`}>
                  <span className="strong">{KIND_WORDS[kind].label}</span>
                  <span className="source">{KIND_WORDS[kind].hint}</span>
                </label>
              </div>
            ))}
          </fieldset>
          <FileField max={max} errors={refused.errors} onTooBig={setTooBig} />
          <SubmitButton busy="Le fichier est lu…" disabled={tooBig}>
            Lire le fichier
          </SubmitButton>
        </Form>
      </div>
    </>
  );
}
