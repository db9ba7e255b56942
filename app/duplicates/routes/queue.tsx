import "#app/duplicates/duplicates.css";
import { href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { listPairs } from "#app/duplicates/candidates.server.ts";
import { PairQueue } from "#app/duplicates/pair-queue.tsx";
import { describePairs } from "#app/duplicates/people.server.ts";
import { Empty } from "#app/ui/empty.tsx";
import { formatNumber, plural } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/queue";

export const meta: Route.MetaFunction = () => [{ title: "Doublons · Essaim" }];

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const { pairs, total, atLeast } = await listPairs(member);
  return {
    pairs: await describePairs(member, pairs),
    ...{ total, atLeast },
    canWrite: member.role !== "reader",
    now: new Date(),
  };
}

export default function Queue({
  loaderData: { pairs, total, atLeast, canWrite, now },
}: Route.ComponentProps) {
  return (
    <>
      <PageHead
        title="Doublons"
        crumbs={[{ label: "Contacts", to: href("/contacts") }]}
        lead={total > 0 && leadOf(total, pairs.length, atLeast)}
      />
      <div className="page__body">
        {pairs.length === 0 ? (
          <Empty
            title="Aucun doublon en vue"
            ways={[
              {
                ...{ icon: "user-line", title: "Revenir aux contacts", to: href("/contacts") },
                hint: "Un doublon est aussi signalé à la saisie.",
              },
            ]}
          >
            Deux fiches apparaissent ici quand elles partagent un courriel, un téléphone, ou un nom au même
            endroit.
          </Empty>
        ) : (
          <PairQueue pairs={pairs} canWrite={canWrite} now={now} />
        )}
      </div>
    </>
  );
}

function leadOf(total: number, shown: number, atLeast: boolean): string {
  const all = `${atLeast ? "Au moins " : ""}${plural(total, "paire")} à regarder, les plus sûres d’abord`;
  return total > shown ? `${all}\u00A0: voici les ${formatNumber(shown)} premières.` : `${all}.`;
}
