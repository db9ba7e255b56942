import { answerForm } from "#app/answer-form.server.ts";
import type { Actor } from "#app/auth/actor.ts";
import { handleForm } from "#app/form.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { quickLogSchema } from "./interaction.ts";
import { logInteraction } from "./interactions.server.ts";
import { sayLogged } from "./say-logged.ts";

export type LogAnswer = { id: string; setId: string; message: string };

/**
 * What the quick log does, wherever it is: the institution's file, the dialog, call mode.
 * @param fallback where a browser without JavaScript goes
 */
export function logByForm(request: Request, actor: Actor, institutionId: string | null, fallback: string) {
  const now = new Date();
  return handleForm(request, quickLogSchema(isoDay(now)), async (input, form) => {
    const setId = crypto.randomUUID();
    const logged = await logInteraction(
      actor,
      {
        ...input,
        institutionId: institutionId ?? text(form.get("institutionId")),
        participantIds: form.getAll("with").map(text).filter(Boolean),
      },
      { setId },
    );
    const message = sayLogged(logged, Boolean(input.nextAction), now);
    return answerForm<LogAnswer>(request, { id: logged.id, setId, message }, fallback);
  });
}

function text(value: FormDataEntryValue | null): string {
  return typeof value === "string" ? value : "";
}
