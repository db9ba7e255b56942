import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { deskForInstitution, recipientAt } from "#app/letters/desk.server.ts";
import { letterSchema } from "#app/letters/letter.ts";
import { LetterDesk } from "#app/letters/letter-desk.tsx";
import { sayWritten } from "#app/letters/say-written.ts";
import { sendLetter } from "#app/letters/write.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/to-institution";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.desk.title ?? "Écrire"} · Essaim` },
];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return { desk: await deskForInstitution(member, params.id, {}), userId: member.userId, now: new Date() };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, letterSchema, async (input) => {
    const member = context.get(memberContext);
    const to = await recipientAt(member, params.id, input.to);
    const letter = await sendLetter(member, { ...input, to });
    const sent = { id: letter.id, message: sayWritten(letter, new Date()) };
    return answerForm(request, { sent }, href("/courriels/:id", { id: letter.id }));
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

/** « Écrire » to somebody at an institution, or to its role address. */
export default function ToInstitution({ loaderData, actionData }: Route.ComponentProps) {
  return <LetterDesk {...loaderData} answer={actionData} />;
}
