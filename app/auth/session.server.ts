import { createCookie, redirect } from "react-router";
import { db } from "#app/db/db.server.ts";
import { baseUrl } from "#app/runtime.server.ts";
import { auth } from "./auth.server.ts";
import type { Member } from "./context.ts";

/** Which of the member's products is open in this browser. */
export const productCookie = createCookie("essaim.product", {
  path: "/",
  httpOnly: true,
  sameSite: "lax",
  secure: baseUrl().startsWith("https:"),
  maxAge: 365 * 24 * 60 * 60,
});

/** The signed-in user, or null. */
export async function currentUser(request: Request) {
  const session = await auth.api.getSession({ headers: request.headers });
  return session && { id: session.user.id, name: session.user.name, email: session.user.email };
}

/**
 * The signed-in user, with the product they have open and their role in it.
 * @throws a redirect to the sign-in page (which comes back here), or to the page of those who have no product
 */
export async function requireMember(request: Request): Promise<Member> {
  const user = await currentUser(request);
  const { pathname, search } = new URL(request.url);
  if (!user)
    throw redirect(
      pathname === "/" ? "/connexion" : `/connexion?retour=${encodeURIComponent(pathname + search)}`,
    );
  const memberships = await db.membership.findMany({
    where: { userId: user.id },
    select: { role: true, product: { select: { id: true, name: true, demo: true, reachUnit: true } } },
    orderBy: { createdAt: "asc" },
  });
  const wanted: unknown = await productCookie.parse(request.headers.get("cookie"));
  const open = memberships.find(({ product }) => product.id === wanted) ?? memberships[0];
  if (!open) throw redirect("/sans-produit");
  return {
    ...{ userId: user.id, productId: open.product.id, role: open.role },
    ...{ user, product: open.product, products: memberships.map(({ product }) => product) },
  };
}
