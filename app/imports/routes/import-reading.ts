import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { AppError } from "#app/errors.ts";
import { parseOrThrow, typedValues } from "#app/form.ts";
import { readingForm } from "#app/imports/import.ts";
import { readAgain } from "#app/imports/imports.server.ts";
import type { Route } from "./+types/import-reading";

export async function action({ request, context, params: { id } }: Route.ActionArgs) {
  const typed = typedValues(await request.formData());
  try {
    await readAgain(context.get(memberContext), id, parseOrThrow(readingForm, typed));
    return redirect(href("/imports/:id", { id }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    const lack = Object.values(error.fields ?? {})[0] ?? error.message;
    return redirect(`${href("/imports/:id", { id })}?manque=${encodeURIComponent(lack)}`);
  }
}
