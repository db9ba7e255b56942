import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { deskForContact } from "#app/letters/desk.server.ts";
import { letterSchema } from "#app/letters/letter.ts";
import { LetterDesk } from "#app/letters/letter-desk.tsx";
import { sayWritten } from "#app/letters/say-written.ts";
import { sendLetter } from "#app/letters/write.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/to-contact";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.desk.title ?? "Écrire"} · Essaim` },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const reponse = url.searchParams.get("reponse");
  return {
    desk: await deskForContact(member, params.id, { reponse }),
    userId: member.userId,
    now: new Date(),
  };
}

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, letterSchema, async (input) => {
    const letter = await sendLetter(context.get(memberContext), { ...input, to: params.id });
    const sent = { id: letter.id, message: sayWritten(letter, new Date()) };
    return answerForm(request, { sent }, href("/courriels/:id", { id: letter.id }));
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

/** « Écrire » to a person, or answer them. */
export default function ToContact({ loaderData, actionData }: Route.ComponentProps) {
  return <LetterDesk {...loaderData} answer={actionData} />;
}
