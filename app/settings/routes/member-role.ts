import { data, href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { AppError } from "#app/errors.ts";
import { parseOrThrow } from "#app/form.ts";
import { changeRole, roleSchema } from "#app/settings/members.server.ts";
import type { Route } from "./+types/member-role";

export async function action({ request, context, params }: Route.ActionArgs) {
  const role = parseOrThrow(roleSchema, (await request.formData()).get("role"));
  try {
    await changeRole(context.get(memberContext), params.id, role);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    return data({ error: error.message }, { status: error.status });
  }
  return redirect(href("/reglages/membres"));
}
