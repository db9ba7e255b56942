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

// A deployer's morning, by the keyboard alone: each test goes on from where the last one left the page.

test("the day opens on what is late, due, and answered", async () => {
  await page.goto(essaim.baseUrl);
  await page.getByLabel(/Adresse/).fill(account.email);
  await page.getByLabel("Mot de passe").fill(account.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Ma journée", level: 1 }).waitFor();
  for (const name of ["En retard", "Aujourd’hui", "Réponses à traiter", "Sans nouvelles depuis"])
    await page.getByRole("heading", { name }).waitFor();
  await expectAccessible(page);
});

test("what is done asks what comes next, and both can be taken back once the page has changed", async () => {
  const row = page.getByRole("button", { name: /^Marquer comme faite.*Hélène Castaing/ });
  await row.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("form", { name: "Et ensuite" }).waitFor();
  await page.keyboard.type("Envoyer la convention");
  await page.getByLabel("Échéance", { exact: true }).focus();
  await page.keyboard.type("vendredi 14h30");
  await page.getByText(/^vendredi .*14.h.30/).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText(/Envoyer la convention, dans|Envoyer la convention, demain/).waitFor();
  await page.getByRole("link", { name: "Contacts", exact: true }).first().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Contacts", level: 1 }).waitFor();
  const undo = page.getByRole("button", { name: "Annuler", exact: true });
  for (const left of [1, 0]) {
    // A page left before the answer would take the undoing with it.
    const undone = page.waitForResponse((response) => response.url().includes("/annulation"));
    await undo.last().focus();
    await page.keyboard.press("Enter");
    expect((await undone).status()).toBe(200);
    await expect.poll(() => undo.count(), { timeout: 120_000 }).toBe(left);
  }
  // At rest, the page hears the keys of the next test.
  await page.goto(essaim.baseUrl, { waitUntil: "networkidle" });
  await row.waitFor();
});

test("N notes a call in a few keys, wherever one is", async () => {
  await page.locator("body").press("n");
  await page.getByRole("searchbox", { name: "Avec quelle institution" }).fill("ddt gers");
  await page.getByRole("button", { name: /^DDT du Gers/ }).waitFor();
  await page.keyboard.press("Enter");
  const summary = page.getByRole("dialog").getByLabel("Résumé de l’échange");
  await summary.waitFor();
  await expect.poll(() => summary.evaluate((field) => field === document.activeElement), patience).toBe(true);
  await page.keyboard.type("D’accord pour une visio.");
  await page.getByRole("dialog").getByLabel("Prochaine action").focus();
  await page.keyboard.type("Préparer la visio");
  await page.getByRole("dialog").getByLabel("Échéance", { exact: true }).focus();
  await page.keyboard.type("lundi");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/^Échange noté\./).waitFor();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
});

test("calls: a result in one key, the next card in another, and the list is found again by its address", async () => {
  const launch = page.getByRole("link", { name: /^Lancer les appels/ });
  await launch.focus();
  await page.keyboard.press("Enter");
  await page.getByText(/^1 sur \d/).waitFor();
  await expectAccessible(page);
  const first = await page.getByRole("heading", { level: 2 }).first().textContent();
  await page.locator("body").press("2");
  await expect.poll(() => page.getByLabel("Prochaine action").inputValue(), patience).toMatch(/^Rappeler/);
  await page.locator("body").press("s");
  await page.getByText(/^2 sur \d/).waitFor();
  await page.getByText(new RegExp(`^${first}.*Échange noté`)).waitFor();
  const address = page.url();
  await page.locator("body").press("r");
  await page.getByText(/^1 sur \d/).waitFor();
  await page.getByText("Pas de réponse.").first().waitFor();
  await page.goto(address);
  await page.getByText(/^2 sur \d/).waitFor();
});

test("answers are read in one key each", async () => {
  await page.goto(`${essaim.baseUrl}/reponses`);
  const cards = page.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^Positive/ }) });
  const before = await cards.count();
  await page.locator("body").press("j");
  await page.locator("body").press("4");
  await page.getByText(/réponse rendez-vous/).waitFor();
  await expect.poll(() => cards.count(), patience).toBe(before - 1);
});

test("what is typed outlives the page, and what is noted without a network leaves when it is back", async () => {
  await page.goto(`${essaim.baseUrl}/institutions?q=DDTM+de+la+Vend%C3%A9e`);
  await page.getByRole("link", { name: "DDTM de la Vendée" }).first().click();
  const summary = page.getByLabel("Résumé de l’échange");
  await summary.fill("Rappelle après le conseil");
  await expect
    .poll(
      () =>
        page.evaluate(() => Object.values(localStorage).some((value) => String(value).includes("conseil"))),
      patience,
    )
    .toBe(true);
  await page.reload();
  await expect.poll(() => summary.inputValue(), patience).toBe("Rappelle après le conseil");
  await mine.context.setOffline(true);
  await summary.press("Control+Enter");
  await page.getByText(/^1 échange gardé/).waitFor();
  await mine.context.setOffline(false);
  await page.getByText(/^Échange noté\./).waitFor();
  await page.getByRole("paragraph").filter({ hasText: "Rappelle après le conseil" }).waitFor();
});

test("the same morning fits a telephone", async () => {
  const phone = await visit(browser, { width: 390, height: 844 });
  await phone.context.addCookies(await mine.context.cookies());
  await phone.page.goto(essaim.baseUrl);
  await phone.page.getByRole("heading", { name: "Ma journée", level: 1 }).waitFor();
  await expectAccessible(phone.page);
  const wide = () => phone.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(await wide()).toBe(false);
  await phone.page.goto(`${essaim.baseUrl}/appels?jour=moi`);
  await phone.page.getByText(/^1 sur \d/).waitFor();
  await expectAccessible(phone.page);
  expect(await wide()).toBe(false);
  expect(await phone.page.locator("a[href^='tel:']").count()).toBeGreaterThan(0);
  await phone.context.close();
});

test("the browser's console stayed silent", () => {
  expect(mine.complaints.filter((text) => !text.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
});
