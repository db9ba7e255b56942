import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, openBrowser, visit, type Visit } from "./browser.ts";
import { type Essaim, newDataDir, runCli, startEssaim } from "./essaim.ts";

const dataDir = newDataDir();
let essaim: Essaim;
let browser: Browser;
let account: { email: string; password: string };
/** A busy machine may be slow to hydrate. */
const patience = { timeout: 120_000 };
let mine: Visit;
let page: Page;

beforeAll(async () => {
  account = runCli(["demo", "seed"], dataDir).json as typeof account;
  [essaim, browser] = await Promise.all([startEssaim({}, dataDir), openBrowser()]);
  mine = await visit(browser);
  page = mine.page;
});

afterAll(async () => {
  await browser?.close();
  await essaim?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const found = async () =>
  Number((await page.locator(".footbar").innerText()).match(/^[\d\s]+/)?.[0].replace(/\s/g, ""));
const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));

/** Goes to what bears this name, and presses a key there. */
async function press(role: "button" | "menuitem", name: string | RegExp, key = "Enter") {
  const control = page.getByRole(role, { name, exact: true });
  await control.first().focus();
  await page.keyboard.press(key);
}

// One list, by the keyboard alone: each test goes on from where the last one left the page.

test("a filter on what is related is put together by the keyboard", async () => {
  await page.goto(`${essaim.baseUrl}/institutions`);
  await page.getByLabel(/Adresse/).fill(account.email);
  await page.getByLabel("Mot de passe").fill(account.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Institutions", level: 1 }).waitFor();
  const dialog = page.getByRole("dialog", { name: "Filtrer la liste" });
  await expect
    .poll(async () => {
      if (!(await dialog.isVisible())) await press("button", "Filtre");
      return dialog.isVisible();
    }, patience)
    .toBe(true);
  expect(await focused()).toBe("Ce que l’on ajoute");
  await page.keyboard.type("Actions");
  await page.keyboard.press("Enter");
  await expect.poll(focused, patience).toBe("Actions : combien");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Ce que l’on ajoute");
  await page.keyboard.type("Faite");
  await page.keyboard.press("Enter");
  await expect.poll(focused, patience).toBe("Faite");
  await page.keyboard.press("ArrowDown");
  await dialog.getByText("au moins une action (Faite : non)").waitFor();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Appliquer" }).press("Enter");
  await expect
    .poll(() => new URL(page.url()).searchParams.get("filtre"), patience)
    .toContain('"some":"actions"');
  await expect.poll(found, patience).toBeLessThan(1000);
  await expectAccessible(page);
});

test("it is kept as a view, whose tab says how many it finds", async () => {
  await press("button", "Vues");
  await press("menuitem", "Nouvelle vue…");
  await page.getByLabel("Nom de la vue").fill("À faire");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await page.getByText("Vue « À faire » enregistrée.").waitFor();
  const tab = page.getByRole("navigation", { name: "Vues" }).getByRole("link", { name: /^À faire/ });
  await expect.poll(() => tab.getAttribute("aria-current"), patience).toBe("page");
  expect(Number((await tab.innerText()).replace(/\D/g, ""))).toBe(await found());
  await expectAccessible(page);
});

test("everything it finds gets an owner, said beforehand, and loses it again", async () => {
  const count = await found();
  await page.locator("tr[data-index='0']").focus();
  await page.keyboard.press("Space");
  await press("button", /^tout prendre/);
  await expectAccessible(page);
  await press("button", "Modifier");
  await press("menuitem", "Attribuer…");
  const dialog = page.getByRole("dialog", { name: /^Attribuer/ });
  const owner = dialog.getByLabel("Responsable");
  await owner.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  const change = dialog.getByRole("button", { name: /^Changer/ });
  await dialog.getByText(/changeront/).waitFor();
  const said = Number((await change.innerText()).replace(/\D/g, ""));
  expect(said).toBeLessThanOrEqual(count);
  await expectAccessible(page);
  await change.press("Enter");
  await page.getByText(new RegExp(`^${said} institutions? (a|ont) changé`)).waitFor();
  await expectAccessible(page);
  await press("button", "Annuler");
  await page
    .getByText(/annulé/i)
    .first()
    .waitFor();
  await expectAccessible(page);
});

test("the console stayed silent", () => {
  expect(mine.complaints).toEqual([]);
});
