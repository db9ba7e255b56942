import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { checkFirstRunCode } from "#app/settings/first-run.server.ts";
import { requireFirstAccount, setUpTransaction } from "#app/settings/set-up.server.ts";
import { loadUniverse, universeReady } from "#app/universe/load.server.ts";
import { type DemoAccount, ensureDemoAccount } from "./account.server.ts";
import { type Place, PLACE_KINDS } from "./place.ts";
import { replayCampaign, untoldCampaigns } from "./replay.server.ts";
import { tellStory } from "./story.ts";
import { writeStory } from "./write-story.server.ts";

/** What the change log calls the writing of the story: by it, one knows that it was written. */
const ACTION = "démonstration";

/**
 * The demonstration, made or found: its account, the universe, then its story. Killed at any moment, and called
 * again, it finishes.
 * @param load how the universe is loaded, for a caller that shows its progress
 */
export async function seedDemo(load: () => Promise<unknown> = () => loadUniverse()): Promise<DemoAccount> {
  const account = await setUpTransaction(ensureDemoAccount);
  await load();
  await finishDemoIfNeeded();
  return account;
}

/**
 * The first account of an instance, for whoever only wants to look. The story waits for the universe, which the worker
 * loads.
 * @returns `ready` when there is something to see
 * @throws {AppError} conflict, when somebody was faster; invalid, when the code is wrong
 */
export async function exploreDemo(
  code: string | undefined,
): Promise<Required<DemoAccount> & { ready: boolean }> {
  checkFirstRunCode(code);
  const account = await setUpTransaction(async (tx) => {
    await requireFirstAccount(tx);
    return ensureDemoAccount(tx);
  });
  const ready = await universeReady();
  if (ready) await finishDemoIfNeeded();
  return { ...(account as Required<DemoAccount>), ready };
}

/**
 * Writes the story of a demonstration that has none yet, once the universe is there: all of it or nothing, then its
 * campaign, replayed. Safe to call twice, and from several processes at once.
 * @returns whether it was written now
 */
export async function finishDemoIfNeeded(now = new Date()): Promise<boolean> {
  const [demos, campaigns] = await Promise.all([untoldDemos(), untoldCampaigns()]);
  if (demos.length + campaigns.length === 0 || !(await universeReady())) return false;
  const chapters = tellStory(await readPlaces());
  let written = false;
  for (const demo of demos) written = (await tell(demo)) || written;
  // Once its beginning is there for good, the campaign is told by what sends, receives and follows up every day.
  for (const demo of await untoldCampaigns()) await replayCampaign(demo, chapters, now);
  return written;

  function tell(demo: { productId: string; userId: string }): Promise<boolean> {
    return transaction(demo, ACTION, async (tx) => {
      // Whoever comes second waits here, then sees that it is told; and nobody deletes it meanwhile.
      const { productId } = demo;
      await tx.$queryRaw`SELECT "id" FROM "Product" WHERE "id" = ${productId}::uuid FOR NO KEY UPDATE`;
      if (!(await untoldDemos(tx)).some((untold) => untold.productId === productId)) return false;
      await writeStory(tx, demo, chapters, now);
      return true;
    });
  }
}

/** A look at an index when there is a demonstration, and nothing otherwise: the worker asks every few seconds. */
function untoldDemos(reader: Pick<typeof db, "$queryRaw"> = db) {
  return reader.$queryRaw<{ productId: string; userId: string }[]>`
    SELECT p."id" AS "productId", min(m."userId") AS "userId"
    FROM "Product" p JOIN "Membership" m ON m."productId" = p."id" AND m."role" = 'admin'
    WHERE p."demo" AND NOT EXISTS (SELECT FROM "Change" c WHERE c."productId" = p."id" AND c."action" = ${ACTION})
    GROUP BY p."id"`;
}

async function readPlaces(): Promise<Place[]> {
  const institutions = await db.institution.findMany({
    where: { productId: null, category: { in: Object.keys(PLACE_KINDS) }, departementCode: { not: null } },
    select: {
      ...{ id: true, category: true, departementCode: true, regionCode: true },
      territory: { select: { name: true } },
    },
  });
  return institutions.map(({ id, category, departementCode, regionCode, territory }) => ({
    ...PLACE_KINDS[category!]!,
    ...{
      institutionId: id,
      departement: departementCode!,
      region: regionCode,
      territory: territory?.name ?? "",
    },
  }));
}
