import { memberContext } from "#app/auth/context.ts";
import { readSealedLedger } from "#app/campaigns/certificate.server.ts";
import type { Route } from "./+types/certificate-ledger";

export async function loader({ context, params }: Route.LoaderArgs) {
  return new Response(await readSealedLedger(context.get(memberContext), params.id), {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": 'attachment; filename="registre.txt"',
    },
  });
}
