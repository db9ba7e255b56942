import { memberContext } from "#app/auth/context.ts";
import { readCertificate } from "#app/campaigns/certificate.server.ts";
import type { Route } from "./+types/certificate-json";

export async function loader({ context, params }: Route.LoaderArgs) {
  return Response.json(await readCertificate(context.get(memberContext), params.id, new Date()));
}
