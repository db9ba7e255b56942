import "#app/duplicates/duplicates.css";
import { href, redirect, useNavigate } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { MergeForm, useDeciding } from "#app/duplicates/merge-form.tsx";
import { mergeChoices } from "#app/duplicates/merge.ts";
import { mergeContacts } from "#app/duplicates/merge.server.ts";
import { previewMerge } from "#app/duplicates/preview.server.ts";
import { handleForm } from "#app/form.server.ts";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/merge";

export const meta: Route.MetaFunction = () => [{ title: "Réunir deux fiches · Essaim" }];

export async function loader({ context, params: { id, otherId } }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return {
    preview: await previewMerge(member, id, otherId),
    canWrite: member.role !== "reader",
    now: new Date(),
  };
}

export const action = ({ request, context, params: { id, otherId } }: Route.ActionArgs) =>
  handleForm(request, mergeChoices, async (choices) => {
    const { setId, message, survivorId } = await mergeContacts(
      context.get(memberContext),
      id,
      otherId,
      choices,
    );
    const file = href("/contacts/:id", { id: survivorId });
    const answer = answerForm(request, { setId, message, survivorId }, file);
    return answer instanceof Response ? redirect(file, 303) : answer;
  });

export default function Merge({ loaderData: { preview, canWrite, now } }: Route.ComponentProps) {
  const navigate = useNavigate();
  const { one } = preview;
  const file = href("/contacts/:id", { id: one.id });
  const deciding = useDeciding(() => void navigate(file));
  return (
    <>
      <PageHead
        title="Réunir deux fiches"
        crumbs={[
          { label: "Contacts", to: href("/contacts") },
          { label: one.name, to: file },
        ]}
        lead="Choisissez ce que garde la fiche qui reste. Rien ne se perd, et tout se défait."
      />
      <div className="page__body">
        <MergeForm {...{ preview, canWrite, now, deciding }} />
      </div>
    </>
  );
}

/** Merged, the two are one: the page leads to it, and is not read again. */
export const shouldRevalidate = ({ formAction }: { formAction?: string }) =>
  !formAction?.includes("/reunion/");
