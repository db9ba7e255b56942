import { memberContext } from "#app/auth/context.ts";
import { fileHeaders } from "#app/exports/csv.ts";
import { exportLedger } from "#app/results/export-ledger.server.ts";
import { narrowingOf } from "#app/results/page.server.ts";
import { scopeOf } from "#app/results/results.server.ts";
import type { Route } from "./+types/ledger";

/** Who was sent what, when, with the server’s reply: a line a letter, of the recipients that the URL says. */
export async function action({ context, params, url }: Route.ActionArgs) {
  const member = context.get(memberContext);
  const scope = await scopeOf(member, params.id);
  const { name, body } = await exportLedger(member, scope, narrowingOf(url.searchParams));
  return new Response(body, { headers: fileHeaders(name) });
}
