import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";

/** The product's table of contents: every URL, written by hand. */
export default [
  // Before an account
  route("demarrage", "settings/routes/first-run.tsx"),
  route("demarrage/demonstration", "settings/routes/first-run-demo.ts"),
  route("connexion", "auth/routes/sign-in.tsx"),
  route("deconnexion", "auth/routes/sign-out.ts"),
  route("mot-de-passe-oublie", "auth/routes/forgotten-password.tsx"),
  route("mot-de-passe/:token", "auth/routes/reset-password.tsx"),
  route("sans-produit", "auth/routes/no-product.tsx"),

  // Signed in
  layout("auth/routes/signed-in.tsx", [
    index("auth/routes/home.ts"),
    route("produits/:id/ouverture", "auth/routes/open-product.ts"),
    route("demarrage/annuaire", "universe/routes/loading.tsx"),
  ]),

  // Machines
  route("healthz", "worker/routes/healthz.ts"),
] satisfies RouteConfig;
