import type { Page } from "playwright-core";
import type pg from "pg";
import { addProduct } from "#app/settings/set-up.server.ts";
import { findChromium, SOFTWARE_WEBGL } from "../e2e/chromium.ts";
import { benchTasks, type During } from "./tasks.ts";
import type { BenchRow } from "./universe.ts";

const ACCOUNT = {
  name: "Camille Roussel",
  email: "lenses@essaim.example",
  password: "une phrase assez longue",
};

/** The map at its three levels and the graph of the institution with most links: the longest task of each gesture. */
export async function benchLenses(pool: pg.Pool, url: string, secret: string): Promise<BenchRow[]> {
  if (!findChromium()) return [];
  const { productId } = await addProduct({ product: "Regards", ...ACCOUNT });
  await pool.query(
    `INSERT INTO "Opportunity" ("productId", "institutionId", "stageId")
     SELECT $1, i."id", s."id" FROM (SELECT "id", row_number() OVER (ORDER BY "id") AS row FROM "Institution"
       WHERE "kind" = 'epci' AND "productId" IS NULL) i
     JOIN "Stage" s ON s."productId" = $1 AND s."kind" IN ('open', 'won') AND s."position" = 1 + i.row % 8`,
    [productId],
  );
  await pool.query("ANALYZE");
  const { rows } = await pool.query<{ id: string }>(
    `SELECT i."id" FROM "Institution" i JOIN "Relation" r ON i."id" IN (r."fromId", r."toId")
     GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
  );
  const useLenses = async (page: Page, baseUrl: string, during: During) => {
    const drawn = () => page.locator(`.france-map[data-status="ready"]`).waitFor();
    for (const level of ["region", "departement", "epci"])
      await during(`the map by ${level}`, async () => {
        await page.goto(`${baseUrl}/cartographie?niveau=${level}`);
        await drawn();
      });
    await during("a rectangle over the EPCI", async () => {
      await page.getByRole("button", { name: "Rectangle" }).click();
      const box = (await page.locator(".territory-map").boundingBox())!;
      await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.4);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6, { steps: 8 });
      await page.mouse.up();
      await page.waitForURL(/selection=\w+,\w+/);
    });
    for (const reach of ["1", "2"])
      await during(`the graph, ${reach} hop${reach === "1" ? "" : "s"}`, () =>
        page.goto(`${baseUrl}/institutions/${rows[0]!.id}/graphe?portee=${reach}`),
      );
  };
  return benchTasks("lenses", { url, secret, account: ACCOUNT }, useLenses, SOFTWARE_WEBGL);
}
