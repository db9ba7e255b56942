import { handleApi } from "#app/api/handle-api.server.ts";
import { clientAddressContext } from "#app/client-address.server.ts";
import type { Route } from "./+types/api";

export const loader = ({ request, context }: Route.LoaderArgs) =>
  handleApi(request, context.get(clientAddressContext));

export const action = loader;
