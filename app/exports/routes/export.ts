import { memberContext } from "#app/auth/context.ts";
import { notFound } from "#app/errors.ts";
import { fileHeaders } from "#app/exports/csv.ts";
import { exportList } from "#app/exports/export.server.ts";
import { isExportList } from "#app/exports/lists.ts";
import type { Route } from "./+types/export";

export async function action({ context, params: { list }, url }: Route.ActionArgs) {
  if (!isExportList(list)) throw notFound("Cette liste");
  const { name, body } = await exportList(context.get(memberContext), list, url.searchParams);
  return new Response(body, { headers: fileHeaders(name) });
}
