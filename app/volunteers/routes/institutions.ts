import { clientAddressContext } from "#app/client-address.server.ts";
import { countRead, proposeInstitutions, readPublicCampaign } from "#app/volunteers/public-page.server.ts";
import type { Route } from "./+types/institutions";

/** A few names of the public universe, for whoever fills in an open page. */
export async function loader({ params, context, url }: Route.LoaderArgs): Promise<string[]> {
  await countRead(context.get(clientAddressContext));
  await readPublicCampaign(params.slug);
  return proposeInstitutions(url.searchParams.get("q") ?? "");
}
