import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, openBrowser, visit, type Visit } from "./browser.ts";
import { type Essaim, newDataDir, startEssaim } from "./essaim.ts";

const dataDir = newDataDir();
let essaim: Essaim;
let browser: Browser;
let mine: Visit;
let page: Page;

beforeAll(async () => {
  [essaim, browser] = await Promise.all([startEssaim({}, dataDir), openBrowser()]);
  mine = await visit(browser);
  page = mine.page;
});

afterAll(async () => {
  await browser?.close();
  await essaim?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

// A junior's first ten minutes: a market, a full board, people, three calls. Each test goes on from the last.

test("first run asks « Qui visez-vous ? » while the institutions arrive, and one click fills the board", async () => {
  await page.goto(essaim.baseUrl);
  await page.getByLabel("Prénom et nom").fill("Yanis Belkacem");
  await page.getByLabel("Adresse électronique").fill("yanis@parcelle.example");
  await page.getByLabel("Mot de passe").fill("une phrase assez longue");
  await page.getByLabel("Nom de votre produit").fill("Parcelle");
  await page.getByRole("button", { name: "Créer mon espace" }).click();
  await page.waitForURL(/demarrage\/cible/);
  await page.getByText("Directions départementales (DDT, DDTM, DAAF)").click();
  const fill = page.getByRole("button", { name: "Mettre ces 97 institutions au tableau" });
  await fill.waitFor({ timeout: 120_000 });
  // The directory may still be filling the rest: whom one aims at is there already.
  await expectAccessible(page);
  await fill.click();
  await page.waitForURL(/partenariats/);
  await page.getByText("97 partenariats").waitFor({ timeout: 120_000 });
  await page.getByRole("button", { name: "Annuler", exact: true }).waitFor();
  await expectAccessible(page);
});

test("a card moves by the pointer and by two keys, and each move is undone", async () => {
  for (const folded of await page.getByTitle(/^Déplier (Contacté|À contacter)$/).all()) await folded.click();
  const [first] = await cardsIn("À qualifier").allTextContents();
  await cardsIn("À qualifier").first().hover();
  await page.mouse.down();
  const there = (await page.getByRole("heading", { name: "Contacté", level: 2 }).boundingBox())!;
  await page.mouse.move(there.x + 40, there.y + 120, { steps: 12 });
  await page.mouse.up();
  await expect.poll(() => cardsIn("Contacté").allTextContents(), PATIENT).toEqual([first]);
  // The fill of the board can still be undone too: this move's own toast is the one to press.
  const moved = page.locator(".toast", { hasText: "Contacté" });
  await moved.getByRole("button", { name: "Annuler", exact: true }).click();
  await expect.poll(() => cardsIn("Contacté").count(), PATIENT).toBe(0);
  await page.getByRole("link", { name: first!, exact: true }).focus();
  await page.keyboard.press("d");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("2");
  await expect.poll(() => cardsIn("À contacter").allTextContents(), PATIENT).toEqual([first]);
  await expectAccessible(page);
});

test("a messy file brings people to it, line by line, and the same file again brings nothing", async () => {
  await importFile(page, essaim.baseUrl);
  await page.getByRole("button", { name: /^Importer 3 contacts/ }).click();
  await page.getByRole("link", { name: "Voir les contacts" }).waitFor({ timeout: 120_000 });
  await expectAccessible(page);
  await page.goto(`${essaim.baseUrl}/contacts?q=castaing`);
  await page.getByRole("link", { name: "Hélène Castaing" }).first().waitFor();
  await importFile(page, essaim.baseUrl);
  await page.getByText("Ce fichier n’apprend rien").waitFor({ timeout: 120_000 });
});

test("three calls are noted in six keys, each with what comes next", async () => {
  await page.goto(`${essaim.baseUrl}/partenariats`);
  await page.getByRole("link", { name: "Appeler" }).click();
  await page.getByText(/^1 sur 97/).waitFor();
  for (const [outcome, place] of [
    ["2", 2],
    ["3", 3],
    ["4", 4],
  ] as const) {
    await page.locator("body").press(outcome);
    await expect
      .poll(() => page.getByLabel("Prochaine action").inputValue(), { timeout: 120_000 })
      .not.toBe("");
    await page.locator("body").press("s");
    await page.getByText(new RegExp(`^${place} sur 97`)).waitFor();
  }
  await page.goto(essaim.baseUrl);
  await page.getByRole("heading", { name: "Ma journée", level: 1 }).waitFor();
  await expectAccessible(page);
  await page.goto(`${essaim.baseUrl}/partenariats?vue=liste`);
  await expect.poll(() => page.getByText(/^Rappeler|^Relancer|^Joindre/).count()).toBeGreaterThan(1);
});

test("the console stayed silent", () => expect(mine.complaints).toEqual([]));

const PATIENT = { timeout: 120_000 };

/** The institutions in a column of the board, in order. */
const cardsIn = (stage: string) =>
  page.getByRole("region", { name: stage, exact: true }).getByRole("heading", { level: 3 });

/** Windows-1252, semicolons, a doubled person, a SIREN with spaces, an e-mail that is none. */
async function importFile(on: Page, baseUrl: string): Promise<void> {
  const lines = [
    "Prénom;Nom;Fonction;Courriel;Téléphone;Institution",
    "Hélène;Castaing;Cheffe de service;helene.castaing@herault.example;04 67 00 00 01;DDTM de l'Hérault",
    "Karim;Bensaïd;Chargé de mission;karim.bensaid@herault.example;;DDTM de l'Hérault",
    "Hélène;Castaing;Cheffe;HELENE.CASTAING@herault.example;;DDTM de l'Hérault",
    "Maud;Tessier;Cheffe;maud.tessier@vendee.example;;DDTM de la Vendée",
    "Paul;Estève;;pas-une-adresse;;DDT de la Dordogne",
  ];
  await on.goto(`${baseUrl}/imports/nouveau?type=contacts`);
  await on.locator("input[type=file]").setInputFiles({
    ...{ name: "contacts.csv", mimeType: "text/csv" },
    buffer: Buffer.from(lines.join("\r\n"), "latin1"),
  });
  await on.getByRole("button", { name: "Lire le fichier" }).click();
  await on.waitForURL(/imports\/[0-9a-f-]{36}/);
  await on.getByLabel("D’où viennent ces informations").fill("organigrammes en ligne");
  await on.getByRole("button", { name: "Vérifier le fichier" }).click();
}
