import "#app/local-mail/local-mail.css";
import { Outlet } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { readQuery } from "#app/local-mail/query.ts";
import { listLocalMails } from "#app/local-mail/local-mails.server.ts";
import { KEPT } from "#app/local-mail/local-mail.ts";
import { MailList, NoMail } from "#app/local-mail/mail-list.tsx";
import { formatNumber } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/mailbox";

export const meta: Route.MetaFunction = () => [{ title: "Boîte locale · Essaim" }];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const q = readQuery(url.searchParams);
  const { items, total } = await listLocalMails(member, q);
  return { items, total, q, open: params.id ?? null, demo: member.product.demo, now: new Date() };
}

/** What never left this machine: a list, and beside it the mail that is read. */
export default function LocalMailbox({ loaderData }: Route.ComponentProps) {
  const { items, total, q, open, demo, now } = loaderData;
  const empty = total === 0 && !q;
  return (
    <>
      <PageHead
        title="Boîte locale"
        lead={`${demo ? "La démonstration n’écrit qu’ici" : "Sans serveur SMTP, les messages arrivent ici, et nulle part ailleurs"}. Répondez à la place du destinataire : sa réponse revient comme une vraie. Les ${formatNumber(KEPT)} derniers sont gardés.`}
      />
      {empty ? (
        <NoMail />
      ) : (
        <div className={open ? "page__body localmail localmail--reading" : "page__body localmail"}>
          <MailList {...{ items, total, q, open, now }} />
          <Outlet />
        </div>
      )}
    </>
  );
}
