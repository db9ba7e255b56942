import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, openBrowser, visit, type Visit } from "./browser.ts";
import { type Essaim, newDataDir, runCli, startEssaim } from "./essaim.ts";

const dataDir = newDataDir();
let essaim: Essaim;
let browser: Browser;
let mine: Visit;
let page: Page;
/** A busy machine may be slow to hydrate. */
const patience = { timeout: 120_000 };

beforeAll(async () => {
  const account = runCli(["demo", "seed"], dataDir).json as { email: string; password: string };
  // A server is set, and is not to be used: nothing listens there.
  [essaim, browser] = await Promise.all([
    startEssaim({ SMTP_URL: "smtp://127.0.0.1:1" }, dataDir),
    openBrowser(),
  ]);
  mine = await visit(browser);
  page = mine.page;
  await page.goto(essaim.baseUrl);
  await page.getByLabel(/Adresse/).fill(account.email);
  await page.getByLabel("Mot de passe").fill(account.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Ma journée", level: 1 }).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await essaim?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const reader = () => page.getByRole("article");
let recipient = "";

test("the local mailbox holds what the campaign wrote, and each mail is read as its recipient reads it", async () => {
  await page.getByRole("navigation", { name: "Principale", exact: true }).getByText("Boîte locale").click();
  await page.getByRole("heading", { name: "Boîte locale", level: 1 }).waitFor();
  const lines = page.getByRole("region", { name: "Courriels reçus" }).getByRole("listitem");
  expect(await lines.count()).toBeGreaterThan(40);
  // Nobody has done anything about it yet.
  await lines
    .filter({ hasNotText: /Répondu|Absent|Rejeté|Opposition/ })
    .first()
    .getByRole("link")
    .click();
  await reader().getByRole("heading", { level: 2 }).first().waitFor();
  const body = page.frameLocator("iframe[title='Contenu du courriel']");
  await body.getByText("Bonjour").first().waitFor();
  recipient = (await reader().getByRole("definition").nth(1).getByRole("link").first().textContent())!;
  await expectAccessible(page);
});

test("an answer in the recipient's name comes back as a real one: to be handled, and the sequence stops", async () => {
  await reader().getByRole("button", { name: "Rendez-vous" }).click();
  const typed = reader().getByLabel("Sa réponse");
  await expect.poll(() => typed.inputValue(), patience).toContain("visioconférence");
  await typed.fill("Bonjour, jeudi à 14 h nous conviendrait.");
  await reader().getByRole("button", { name: "Répondre", exact: true }).click();
  await page.getByText(/^Réponse revenue/).waitFor();
  await reader()
    .getByText(/^Répondu/)
    .waitFor();
  await reader().getByRole("link", { name: "Voir les réponses à traiter" }).click();
  await page.getByRole("heading", { name: "Réponses à traiter", level: 1 }).waitFor();
  const card = page.getByRole("listitem").filter({ hasText: "jeudi à 14 h nous conviendrait" });
  await card.getByRole("link", { name: recipient }).waitFor();
  await card.getByRole("button", { name: /^Rendez-vous/ }).click();
  await page.getByText(/réponse rendez-vous/).waitFor();
});

test("the card has moved, and says by what", async () => {
  await page.goto(`${essaim.baseUrl}/contacts?q=${encodeURIComponent(recipient)}`);
  const row = page.getByRole("main").getByRole("link", { name: recipient, exact: true }).first();
  await page.goto(essaim.baseUrl + (await row.getAttribute("href"))!);
  const place = page.getByRole("main").locator("a[href^='/institutions/']").first();
  await page.goto(essaim.baseUrl + (await place.getAttribute("href"))!);
  await page.getByText("Rendez-vous après la campagne").first().waitFor();
});

test("the mailbox fits a telephone: a list, then a mail", async () => {
  const phone = await visit(browser, { width: 390, height: 844 });
  await phone.context.addCookies(await mine.context.cookies());
  await phone.page.goto(`${essaim.baseUrl}/boite-locale`);
  await phone.page.getByRole("region", { name: "Courriels reçus" }).getByRole("link").first().click();
  await phone.page.getByRole("link", { name: "Tous les courriels" }).waitFor();
  await expectAccessible(phone.page);
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(
    false,
  );
  await phone.context.close();
});

test("the browser's console stayed silent", () => {
  expect(mine.complaints).toEqual([]);
});
