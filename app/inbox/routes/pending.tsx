import { href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { listReplies } from "#app/day/replies.server.ts";
import { PendingList } from "#app/inbox/pending-list.tsx";
import { listPending } from "#app/inbox/pending.server.ts";
import { ReplyTabs } from "#app/inbox/reply-tabs.tsx";
import { Empty } from "#app/ui/empty.tsx";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/pending";

export const meta: Route.MetaFunction = () => [{ title: "À rattacher · Essaim" }];

/** As many as one sitting goes through; the others come as these are decided. */
const SHOWN = 50;

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const [pending, replies] = await Promise.all([listPending(member, SHOWN), listReplies(member, 1)]);
  return { ...pending, replies: replies.total, canWrite: member.role !== "reader", now: new Date() };
}

/** What came in and that no rule was sure of: nothing is ever dropped. */
export default function PendingMail({
  loaderData: { items, total, replies, canWrite, now },
}: Route.ComponentProps) {
  return (
    <>
      <PageHead
        title="À rattacher"
        crumbs={[{ label: "Ma journée", to: href("/") }]}
        lead={total > items.length ? `Les ${items.length} plus récents sur ${total}` : undefined}
      />
      <ReplyTabs current="pending" replies={replies} pending={total} />
      <div className="page__body">
        {items.length === 0 ? (
          <Empty
            title="Rien à rattacher"
            ways={[
              { icon: "chat-history-line", title: "Lire les réponses à traiter", to: href("/reponses") },
              {
                ...{
                  icon: "mail-line",
                  title: "Vérifier la lecture des réponses",
                  to: href("/reglages/boites"),
                },
                hint: "Chaque boîte dit quand elle a été relevée.",
              },
            ]}
          >
            Ce qui arrive sans qu’on sache de qui, les départs annoncés et les demandes de confirmation
            attendront ici.
          </Empty>
        ) : (
          <PendingList items={items} canWrite={canWrite} now={now} />
        )}
      </div>
    </>
  );
}
