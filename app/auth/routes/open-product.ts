import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { productCookie } from "#app/auth/session.server.ts";
import { notFound } from "#app/errors.ts";
import type { Route } from "./+types/open-product";

export async function action({ context, params }: Route.ActionArgs) {
  const { products } = context.get(memberContext);
  if (!products.some(({ id }) => id === params.id)) throw notFound("Ce produit");
  return redirect(href("/"), { headers: { "Set-Cookie": await productCookie.serialize(params.id) } });
}
