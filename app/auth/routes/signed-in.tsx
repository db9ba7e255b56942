import { Outlet, useMatches } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { requireMember } from "#app/auth/session.server.ts";
import { env } from "#app/env.server.ts";
import { ErrorPage } from "#app/ui/error-page.tsx";
import { Shell } from "#app/ui/shell.tsx";
import type { Route } from "./+types/signed-in";

export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }, next) => {
    context.set(memberContext, await requireMember(request));
    return next();
  },
];

/** Without a loader, the middleware would be skipped on client navigations that fetch no data. */
export function loader({ context }: Route.LoaderArgs) {
  const { user, product, products, role } = context.get(memberContext);
  return { user, product, products, writes: role !== "reader", brand: env.BRAND };
}

export default function SignedIn({ loaderData }: Route.ComponentProps) {
  // A page that needs the width (`export const handle = { slim: true }`) gets a navigation of icons.
  const slim = useMatches().some(({ handle }) => (handle as { slim?: boolean } | undefined)?.slim);
  return (
    <Shell {...loaderData} slim={slim}>
      <Outlet />
    </Shell>
  );
}

export function ErrorBoundary({ error, loaderData }: Route.ErrorBoundaryProps) {
  const page = <ErrorPage error={error} />;
  return loaderData ? <Shell {...loaderData}>{page}</Shell> : <main className="welcome">{page}</main>;
}
