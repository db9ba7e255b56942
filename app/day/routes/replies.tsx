import "#app/day/day.css";
import { memberContext } from "#app/auth/context.ts";
import { listReplies } from "#app/day/replies.server.ts";
import { Triage } from "#app/day/triage.tsx";
import { ReplyTabs } from "#app/inbox/reply-tabs.tsx";
import { countPending } from "#app/inbox/pending.server.ts";
import { href } from "react-router";
import { Empty } from "#app/ui/empty.tsx";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/replies";

export const meta: Route.MetaFunction = () => [{ title: "Réponses à traiter · Essaim" }];

/** As many as one sitting goes through; the others come as these are read. */
const SHOWN = 50;

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const [replies, pending] = await Promise.all([listReplies(member, SHOWN), countPending(member)]);
  return { ...replies, pending, canWrite: member.role !== "reader", now: new Date() };
}

/** « Tout traiter »: what they answered, read in one key each. */
export default function Replies({
  loaderData: { items, total, pending, canWrite, now },
}: Route.ComponentProps) {
  return (
    <>
      <PageHead
        title="Réponses à traiter"
        crumbs={[{ label: "Ma journée", to: href("/") }]}
        lead={total > items.length ? `Les ${items.length} plus récentes sur ${total}` : undefined}
      />
      <ReplyTabs current="replies" replies={total} pending={pending} />
      <div className="page__body">
        {items.length === 0 ? (
          <Empty
            title="Tout est lu"
            ways={[{ icon: "calendar-todo-line", title: "Revenir à ma journée", to: href("/") }]}
          >
            Les prochaines réponses arriveront ici.
          </Empty>
        ) : (
          <Triage items={items} canWrite={canWrite} now={now} />
        )}
      </div>
    </>
  );
}
