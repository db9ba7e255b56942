import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { type ViewChange, viewChange } from "#app/views/view.ts";
import { changeView } from "#app/views/views.server.ts";
import type { Route } from "./+types/view";

const SAID: Record<ViewChange["change"], string> = {
  ...{ name: "Vue renommée.", replace: "Vue remplacée.", share: "Partage changé.", delete: "Vue supprimée." },
  ...{ pin: "Onglets changés.", first: "Onglets changés." },
};

/** Renames, replaces, shares, pins or deletes a view. */
export const action = ({ request, params, context }: Route.ActionArgs) =>
  handleForm(request, viewChange, async (change) => {
    const setId = crypto.randomUUID();
    await changeView(context.get(memberContext), params.id, change, { setId });
    // A pin is put back by the same gesture.
    if (change.change === "pin" || change.change === "first") return { pinned: true };
    return { setId, message: SAID[change.change] };
  });
