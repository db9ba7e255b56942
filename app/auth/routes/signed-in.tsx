import { Outlet, useMatches } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { requireMember } from "#app/auth/session.server.ts";
import { readCounts } from "#app/counts.server.ts";
import { env } from "#app/env.server.ts";
import { UndoProvider } from "#app/history/undo-provider.tsx";
import { LogDialog } from "#app/interactions/log-dialog.tsx";
import { PendingExchanges } from "#app/interactions/pending.tsx";
import { usesLocalMail } from "#app/local-mail/local-mails.server.ts";
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
export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const { user, product, products, role } = member;
  const [counts, usesLocal] = await Promise.all([readCounts(member), usesLocalMail(member)]);
  const uses = usesLocal ? ["local-mail" as const] : [];
  return { user, product, products, counts, uses, writes: role !== "reader", brand: env.BRAND };
}

export default function SignedIn({ loaderData }: Route.ComponentProps) {
  const { user, writes } = loaderData;
  // A page that needs the width (`export const handle = { slim: true }`) gets a navigation of icons.
  // One outside the navigation (`bare`) draws the whole screen.
  const handles = useMatches().map(({ handle }) => handle as { slim?: boolean; bare?: boolean } | undefined);
  return (
    <Shell
      {...loaderData}
      slim={handles.some((handle) => handle?.slim)}
      bare={handles.some((handle) => handle?.bare)}
    >
      <UndoProvider>
        <PendingExchanges userId={user.id}>
          {writes ? (
            <LogDialog userId={user.id}>
              <Outlet />
            </LogDialog>
          ) : (
            <Outlet />
          )}
        </PendingExchanges>
      </UndoProvider>
    </Shell>
  );
}

export function ErrorBoundary({ error, loaderData }: Route.ErrorBoundaryProps) {
  const page = <ErrorPage error={error} />;
  return loaderData ? <Shell {...loaderData}>{page}</Shell> : <main className="welcome">{page}</main>;
}
