import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { newView } from "#app/views/view.ts";
import { saveView } from "#app/views/views.server.ts";
import type { Route } from "./+types/views";

/** « Nouvelle vue »: the list as it stands, under a name. */
export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, newView, async ({ shared, ...view }) => {
    const setId = crypto.randomUUID();
    await saveView(context.get(memberContext), { ...view, shared: shared === "on" }, { setId });
    return { setId, message: `Vue « ${view.name} » enregistrée.` };
  });
