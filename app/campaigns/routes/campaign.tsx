import { memberContext } from "#app/auth/context.ts";
import { findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { Composer } from "#app/campaigns/composer.tsx";
import { readComposer } from "#app/campaigns/composer.server.ts";
import { Results } from "#app/campaigns/results.tsx";
import { listMailboxes } from "#app/outbox/mailboxes.server.ts";
import { readResults } from "#app/results/page.server.ts";
import type { Route } from "./+types/campaign";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.name ?? "Campagne"} · Essaim` },
];

/** A draft is composed; what was launched is followed. */
export async function loader({ context, params, url: { searchParams } }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const row = await findCampaign(member, params.id);
  const common = { name: row.name, writes: member.role !== "reader", now: new Date() };
  if (row.state === "draft") {
    const [wanted, sought] = [searchParams.get("destinataire"), searchParams.get("cherche")];
    const [variant, previewed] = [searchParams.get("variante"), searchParams.get("apercu")];
    const [composer, mailboxes] = await Promise.all([
      readComposer(member, row, { wanted, sought, variant, previewed }),
      listMailboxes(member),
    ]);
    const choices = mailboxes.map(({ id, name, fromAddress, dailyCap }) => ({
      id,
      name,
      fromAddress,
      dailyCap,
    }));
    return { ...common, state: row.state, composer, mailboxes: choices };
  }
  const page = await readResults(member, row, searchParams);
  const { rows, total, nextCursor } = page.ledger;
  // Beside the rest, where a reading of the next rows looks for them.
  return { ...common, state: row.state, ...page, rows, total, nextCursor };
}

export default function Campaign({ loaderData }: Route.ComponentProps) {
  const { writes, now } = loaderData;
  if ("composer" in loaderData) {
    const { composer, mailboxes } = loaderData;
    return <Composer key={composer.sequence.current.variantId} {...{ composer, mailboxes, writes, now }} />;
  }
  return <Results page={loaderData} state={loaderData.state} writes={writes} now={now} />;
}
