import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isoDay } from "#app/ui/format.ts";
import { expectAccessible, openBrowser, visit, type Visit } from "./browser.ts";
import { type Essaim, newDataDir, runCli, startEssaim } from "./essaim.ts";

const dataDir = newDataDir();
let essaim: Essaim;
let browser: Browser;
let mine: Visit;
let page: Page;
/** A busy machine may be slow to hydrate, and to send. */
const patience = { timeout: 60_000 };
const SUBJECT = "La convention";
let helene: string;
/** The day in Paris the letter was sent on: at midnight the mailbox has a new day before it. */
let sentOn: string;

beforeAll(async () => {
  const account = runCli(["demo", "seed"], dataDir).json as { email: string; password: string };
  [essaim, browser] = await Promise.all([startEssaim({}, dataDir), openBrowser()]);
  mine = await visit(browser);
  page = mine.page;
  page.setDefaultTimeout(patience.timeout);
  await page.goto(essaim.baseUrl);
  await page.getByLabel(/Adresse/).fill(account.email);
  await page.getByLabel("Mot de passe").fill(account.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Ma journée", level: 1 }).waitFor();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await essaim?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Reads a page again until it says so: what comes by mail comes when it comes. */
async function comes(path: string, said: RegExp): Promise<void> {
  await expect
    .poll(async () => {
      await page.goto(essaim.baseUrl + path);
      return page.getByRole("main").textContent();
    }, patience)
    .toMatch(said);
}

/** What is typed before the page is awake stays, but its draft and its keys do not work yet. */
async function awake(): Promise<void> {
  await expect
    .poll(() => page.locator("form input[name='id']").first().inputValue(), patience)
    .toMatch(/^[0-9a-f-]{36}$/);
}

test("a mailbox that writes at any hour is added, and what is written from a file says when it leaves", async () => {
  await page.goto(`${essaim.baseUrl}/reglages/boites?ajouter`);
  await page.getByLabel("Nom de l’expéditeur").fill("Camille Roussel");
  await page.getByLabel("Adresse d’envoi").fill("camille@parcelle.example");
  await page.getByLabel("Envois par jour, au plus").fill("1");
  const hours = page.locator("[name='officeHours']");
  if (await hours.isChecked()) await hours.uncheck({ force: true });
  await page.getByRole("button", { name: "Ajouter la boîte" }).click();
  await page.getByRole("heading", { name: "Santé" }).waitFor();

  await page.goto(`${essaim.baseUrl}/contacts?q=castaing`);
  helene = (await page
    .getByRole("main")
    .getByRole("link", { name: "Hélène Castaing", exact: true })
    .first()
    .getAttribute("href"))!;
  await page.goto(essaim.baseUrl + helene);
  await page.getByRole("link", { name: "Écrire", exact: true }).click();
  await page.getByRole("heading", { name: "Écrire à Hélène Castaing", level: 1 }).waitFor();
  await awake();
  await page
    .getByLabel("De", { exact: true })
    .selectOption({ label: "Camille Roussel, camille@parcelle.example" });
  await page.getByText("Part dix secondes après l’envoi").waitFor();
  await expectAccessible(page);
});

test("a letter is taken back with its words, then leaves, and its file says that it has", async () => {
  await page.getByLabel("Objet").fill(SUBJECT);
  await page.getByLabel("Message").fill("Bonjour Hélène,\n\nLa voici.");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/^Courriel à Hélène Castaing/).waitFor();
  await page.locator(".toast").getByRole("button", { name: "Annuler" }).click();
  await page.getByText("Envoi annulé. Votre texte est gardé.").waitFor();
  await page.goto(`${essaim.baseUrl + helene}/courriel`);
  await awake();
  await expect.poll(() => page.getByLabel("Objet").inputValue(), patience).toBe(SUBJECT);
  await page
    .getByLabel("De", { exact: true })
    .selectOption({ label: "Camille Roussel, camille@parcelle.example" });
  sentOn = isoDay(new Date());
  await page.getByRole("button", { name: "Envoyer" }).click();
  await page.getByText(/^Courriel à Hélène Castaing/).waitFor();
  await comes(helene, /La convention\s*Envoyé/);
});

test("the mailbox has had its day: the writer says until when the next letter waits", async () => {
  await page.goto(`${essaim.baseUrl + helene}/courriel`);
  if (isoDay(new Date()) !== sentOn) return;
  await page
    .getByText(/^\s*Votre boîte a atteint son envoi du jour : cette lettre partira demain à/)
    .waitFor();
});

test("she answers from her own mailbox, and it is in her file, to be handled, in the same thread", async () => {
  await page.goto(`${essaim.baseUrl}/boite-locale`);
  const lines = page.getByRole("region", { name: "Courriels reçus" }).getByRole("listitem");
  await lines.filter({ hasText: SUBJECT }).first().getByRole("link").click();
  const reader = page.getByRole("article");
  await reader.getByRole("heading", { name: SUBJECT, level: 2 }).waitFor();
  const typed = reader.getByLabel("Sa réponse");
  await reader.getByRole("button", { name: "Rendez-vous" }).click();
  await expect.poll(() => typed.inputValue(), patience).toContain("visioconférence");
  await typed.fill("Bien reçue, je la signe jeudi.");
  await reader.getByRole("button", { name: "Répondre", exact: true }).click();
  await page.getByText(/^Réponse revenue/).waitFor();
  await comes(helene, /je la signe jeudi/);

  // Answered in turn: the subject says that it goes on, and what she wrote is under the pen.
  await page.getByRole("link", { name: "Répondre", exact: true }).first().click();
  await page.getByRole("heading", { name: "Répondre à Hélène Castaing", level: 1 }).waitFor();
  expect(await page.getByLabel("Objet").inputValue()).toBe(`Re: ${SUBJECT}`);
  await page.getByRole("blockquote").getByText("je la signe jeudi").waitFor();
  await expectAccessible(page);
});

test("the browser's console stayed silent", () => {
  expect(mine.complaints).toEqual([]);
});
