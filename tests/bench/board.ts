import type { Page } from "playwright-core";
import type pg from "pg";
import type { Actor } from "#app/auth/actor.ts";
import { EVERYTHING } from "#app/filters/filter-tree.ts";
import { readPipeline } from "#app/pipeline/pipeline-page.server.ts";
import { listOwners } from "#app/pipeline/stages.server.ts";
import { addProduct } from "#app/settings/set-up.server.ts";
import { findChromium } from "../e2e/chromium.ts";
import { compare } from "./measure.ts";
import { benchTasks, type During } from "./tasks.ts";
import type { BenchRow } from "./universe.ts";

const CARDS = 2_000;
const ACCOUNT = {
  name: "Camille Roussel",
  email: "board@essaim.example",
  password: "une phrase assez longue",
};

/** The board of 2 000 partnerships: its loader against hand-written SQL, and the longest task of its page. */
export async function benchBoard(pool: pg.Pool, url: string, secret: string): Promise<BenchRow[]> {
  const actor: Actor = { role: "admin", ...(await addProduct({ product: "Tableau", ...ACCOUNT })) };
  await seed(pool, actor);
  const narrowing = { filter: EVERYTHING };
  const rows = [
    await compare(
      `board of ${CARDS}, server`,
      2,
      () => Promise.all([readPipeline(actor, narrowing), listOwners(actor)]),
      () => handWritten(pool, actor),
    ),
  ];
  return findChromium()
    ? [...rows, ...(await benchTasks("board", { url, secret, account: ACCOUNT }, useBoard))]
    : rows;
}

async function seed(pool: pg.Pool, { productId, userId }: Actor): Promise<void> {
  const client = await pool.connect();
  await client.query("SET essaim.log = 'off'");
  await client.query(
    `INSERT INTO "Institution" ("productId", "name", "kind", "source", "vintage")
     SELECT $1::uuid, 'Communauté de communes du Pays ' || n, 'epci', 'banc', '2026' FROM generate_series(1, $2::int) n`,
    [productId, CARDS],
  );
  await client.query(
    `INSERT INTO "Opportunity" ("productId", "institutionId", "stageId", "ownerId", "reach", "stageSince", "wakeOn", "lostReason")
     SELECT $1::uuid, i."id", s."id", $2, i.row % 900, now() - i.row % 90 * interval '1 day',
       CASE s."kind" WHEN 'dormant' THEN current_date + 1 + (i.row % 90)::int END,
       CASE s."kind" WHEN 'lost' THEN 'Pas de moyens' END
     FROM (SELECT "id", row_number() OVER (ORDER BY "id") AS row FROM "Institution" WHERE "productId" = $1::uuid) i
     JOIN "Stage" s ON s."productId" = $1::uuid AND s."position" = 1 + i.row % 10`,
    [productId, userId],
  );
  await client.query(
    `INSERT INTO "Task" ("productId", "institutionId", "opportunityId", "title", "dueOn")
     SELECT "productId", "institutionId", "id", 'Rappeler le directeur général', current_date + ("reach" % 60 - 20)
     FROM "Opportunity" WHERE "productId" = $1::uuid AND "reach" % 10 < 8`,
    [productId],
  );
  await client.query("RESET essaim.log");
  await client.query("ANALYZE");
  client.release();
}

/** As one would write it by hand for speed: the counts, and the first twenty of each stage with what a card shows. */
async function handWritten(pool: pg.Pool, { productId }: Actor): Promise<void> {
  const due = `CASE s."kind" WHEN 'dormant' THEN o."wakeOn" WHEN 'lost' THEN NULL ELSE t."dueOn" END`;
  const tables = `"Opportunity" o JOIN "Stage" s ON s."id" = o."stageId"
    LEFT JOIN "Task" t ON t."opportunityId" = o."id" AND t."doneAt" IS NULL`;
  await Promise.all([
    pool.query(
      `SELECT p.*, i."name", a."corrections", d."name" AS "departement", u."name" AS "owner", f.* FROM "Stage" s
       CROSS JOIN LATERAL (
         SELECT o.*, t."title", t."dueOn", t."owedBy" FROM "Opportunity" o
         LEFT JOIN "Task" t ON t."opportunityId" = o."id" AND t."doneAt" IS NULL
         WHERE o."stageId" = s."id" AND o."productId" = $1 ORDER BY ${due} NULLS LAST, o."stageSince", o."id" LIMIT 20) p
       JOIN "Institution" i ON i."id" = p."institutionId"
       LEFT JOIN "Territory" d ON d."code" = i."departementCode"
       LEFT JOIN "Account" a ON a."productId" = $1 AND a."institutionId" = i."id"
       LEFT JOIN "User" u ON u."id" = p."ownerId"
       LEFT JOIN LATERAL (SELECT "metric", "date", "value" FROM "UsageFact" f
         WHERE f."productId" = $1 AND f."institutionId" = i."id" ORDER BY "date" DESC LIMIT 1) f ON TRUE
       WHERE s."productId" = $1`,
      [productId],
    ),
    pool.query(
      `SELECT o."stageId", count(*)::int, count(*) FILTER (WHERE t."dueOn" IS NULL AND s."kind" IN ('open', 'won'))::int,
         count(*) FILTER (WHERE ${due} < current_date)::int
       FROM ${tables} WHERE o."productId" = $1 GROUP BY 1`,
      [productId],
    ),
    pool.query(`SELECT * FROM "Stage" WHERE "productId" = $1 AND "removedAt" IS NULL ORDER BY "position"`, [
      productId,
    ]),
    pool.query(
      `SELECT u."id", u."name" FROM "Membership" m JOIN "User" u ON u."id" = m."userId" WHERE m."productId" = $1`,
      [productId],
    ),
  ]);
}

/** What a reader does with the board. */
async function useBoard(page: Page, baseUrl: string, during: During): Promise<void> {
  await during("load", async () => {
    await page.goto(`${baseUrl}/partenariats`);
    await page.locator("[data-card]").first().waitFor();
  });
  await during("scroll and « Afficher n autres »", async () => {
    for (const more of await page.locator(".column__more").all()) await more.click();
    await page.locator("[data-cards]").nth(1).hover();
    for (let turn = 0; turn < 10; turn++) await page.mouse.wheel(0, 400);
  });
  await during("a drag", async () => {
    const [card, column] = [page.locator("[data-card]").first(), page.locator(".column").nth(2)];
    await card.scrollIntoViewIfNeeded();
    const [from, to] = [(await card.boundingBox())!, (await column.boundingBox())!];
    await page.mouse.move(from.x + 40, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + 40, { steps: 4 });
    await page.mouse.move(to.x + 60, to.y + 200, { steps: 12 });
    await page.mouse.up();
  });
  await during("a move by keyboard", async () => {
    await page.locator("[data-card] [data-opens='file']").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("d");
    await page.locator("[role='menu']:popover-open [data-key='4']").waitFor();
    await page.keyboard.press("4");
  });
}
