import type { Browser, Page } from "playwright-core";
import { openBrowser, visit } from "../e2e/browser.ts";
import { newDataDir, startEssaim } from "../e2e/essaim.ts";
import { median } from "./measure.ts";
import type { BenchRow } from "./universe.ts";

/** A task of script longer than this is felt, in ms. */
const FELT = 100;
const ROUNDS = 5;

export type Site = { url: string; secret: string; account: { email: string; password: string } };
/** Does one gesture, and keeps its longest task under its name. */
export type During = (gesture: string, work: () => Promise<unknown>) => Promise<void>;

/** The longest task of each gesture in a real browser, as its reader: the median of five rounds. */
export async function benchTasks(
  of: string,
  { url, secret, account }: Site,
  use: (page: Page, baseUrl: string, during: During) => Promise<void>,
  browserArgs: string[] = [],
): Promise<BenchRow[]> {
  const essaim = await startEssaim({ DATABASE_URL: url, APP_SECRET: secret, WORKER: "off" }, newDataDir());
  const browser = await openBrowser(browserArgs);
  try {
    const { page } = await visit(browser);
    const tasks = await watchTasks(browser);
    await page.goto(`${essaim.baseUrl}/connexion`);
    await page.getByLabel("Adresse électronique").fill(account.email);
    await page.getByLabel("Mot de passe", { exact: true }).fill(account.password);
    await page.getByRole("button", { name: /connecter/i }).click();
    await page.waitForURL((at) => !at.pathname.startsWith("/connexion"));
    const longest = new Map<string, number[]>();
    for (let round = 0; round < ROUNDS; round++)
      await use(page, essaim.baseUrl, async (gesture, work) => {
        await tasks.start();
        await work();
        await page.waitForLoadState("networkidle");
        // Long enough for what the answer sets off to have been done.
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
        longest.set(gesture, [...(longest.get(gesture) ?? []), await tasks.longest()]);
      });
    return [...longest].map(([gesture, times]) => {
      const [ours, name] = [median(times), `${of}, longest task: ${gesture}`];
      return { name, ours, limit: FELT, unit: "ms", ratio: ours / FELT, target: 1 };
    });
  } finally {
    await browser.close();
    await essaim.stop();
  }
}

type Trace = { name: string; ph: string; tdur?: number; tid: number; args?: { name?: string } };

/**
 * The tasks of the page's main thread, by the browser's own trace: processor time, since on a machine shared with
 * others a task lasts as long as it is made to wait.
 */
async function watchTasks(browser: Browser) {
  const session = await browser.newBrowserCDPSession();
  let events: Trace[] = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as Trace[])));
  return {
    start: () => {
      events = [];
      const includedCategories = ["devtools.timeline", "disabled-by-default-devtools.timeline", "__metadata"];
      return session.send("Tracing.start", { traceConfig: { includedCategories } });
    },
    longest: async (): Promise<number> => {
      const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
      await session.send("Tracing.end");
      await complete;
      const main = new Set(
        events.filter(({ args }) => args?.name === "CrRendererMain").map(({ tid }) => tid),
      );
      const whole = events.filter(({ name, tid }) => main.has(tid) && name === "RunTask");
      return Math.max(0, ...whole.map(({ tdur = 0 }) => tdur / 1000));
    },
  };
}
