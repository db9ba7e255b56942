import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { AppError } from "#app/errors.ts";
import { typedValues } from "#app/form.ts";
import { optionsForm } from "#app/imports/import.ts";
import { checkImport } from "#app/imports/imports.server.ts";
import { getImport } from "#app/imports/read-imports.server.ts";
import type { Route } from "./+types/import-check";

/** « champ-3 » is what the fourth column becomes. */
export async function action({ request, context, params: { id } }: Route.ActionArgs) {
  const member = context.get(memberContext);
  const { layout } = await getImport(member, id);
  const typed = typedValues(await request.formData());
  const mapping = Object.fromEntries(
    layout.columns.flatMap((column, index) => {
      const field = typed[`champ-${index}`];
      return field ? [[column, field] as const] : [];
    }),
  );
  try {
    const options = optionsForm.safeParse(typed);
    await checkImport(member, id, {
      mapping,
      options: options.data ?? {},
      fault: options.error?.issues[0]?.message,
    });
    return redirect(href("/imports/:id", { id }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    const lack = Object.values(error.fields ?? {})[0] ?? error.message;
    return redirect(`${href("/imports/:id", { id })}?colonnes&manque=${encodeURIComponent(lack)}`);
  }
}
