import { memberContext } from "#app/auth/context.ts";
import { fileHeaders } from "#app/exports/csv.ts";
import { refusedLines } from "#app/imports/refused-lines.server.ts";
import type { Route } from "./+types/import-refusals";

export async function loader({ context, params }: Route.LoaderArgs) {
  const { name, body } = await refusedLines(context.get(memberContext), params.id);
  return new Response(body, { headers: fileHeaders(name) });
}
