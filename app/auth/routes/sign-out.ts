import { href, redirect } from "react-router";
import { callAuth } from "#app/auth/call-auth.server.ts";
import { clientAddressContext } from "#app/client-address.server.ts";
import type { Route } from "./+types/sign-out";

export const loader = () => redirect(href("/"));

export async function action({ request, context }: Route.ActionArgs) {
  const headers = await callAuth("/sign-out", {}, { request, address: context.get(clientAddressContext) });
  return redirect(href("/connexion"), { headers });
}
