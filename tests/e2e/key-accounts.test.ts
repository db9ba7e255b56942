import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, openBrowser, visit, type Visit } from "./browser.ts";
import { type Essaim, newDataDir, runCli, startEssaim } from "./essaim.ts";

const dataDir = newDataDir();
let essaim: Essaim;
let browser: Browser;
let account: { email: string; password: string };
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

// A key account manager's morning: who is silent, what was planned, who has left. Each test goes on from the last.

test("the day says which strategic partner has not been spoken to as promised, and leads to its file", async () => {
  await page.goto(essaim.baseUrl);
  await page.getByLabel(/Adresse/).fill(account.email);
  await page.getByLabel("Mot de passe").fill(account.password);
  await page.keyboard.press("Enter");
  await page.getByText("Grands comptes en attente").waitFor();
  await page
    .getByRole("complementary")
    .getByRole("link", { name: /DDT de la Marne/ })
    .first()
    .click();
  await page.getByRole("heading", { name: "DDT de la Marne", level: 1 }).waitFor();
  await page.getByRole("heading", { name: "Plan de compte" }).waitFor();
  await expectAccessible(page);
});

test("the plan is written in place, an exchange keeps the promise, and the alert goes", async () => {
  await page.getByRole("button", { name: /^Modifier les prochaines étapes/ }).click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Présenter le bilan du Morbihan au comité de décembre.");
  await page.keyboard.press("Control+Enter");
  await page.getByText("Présenter le bilan du Morbihan au comité de décembre.").first().waitFor();
  await page.getByLabel("Résumé de l’échange").fill("Odile Grangier confirme la nouvelle organisation.");
  await page.getByLabel("Résumé de l’échange").press("Control+Enter");
  await page.getByText(/^Échange noté\./).waitFor();
  await page.goto(essaim.baseUrl);
  await page.getByRole("heading", { name: "Ma journée", level: 1 }).waitFor();
  expect(await page.getByText("Grands comptes en attente").count()).toBe(0);
});

test("who decides and who cares is set from the person, shown as a matrix, and fits one printed page", async () => {
  await page.goto(`${essaim.baseUrl}/grands-comptes`);
  await expectAccessible(page);
  await page.getByRole("link", { name: "DDTM de l’Hérault", exact: true }).click();
  await page.getByRole("link", { name: "Influence et intérêt" }).click();
  await page.getByText("Hélène Castaing").first().waitFor();
  await expectAccessible(page);
  await page.goBack();
  await page.getByRole("link", { name: "Fiche à imprimer" }).click();
  await page.getByText("Hélène Castaing").first().waitFor();
  const pdf = await page.pdf({ format: "A4" });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
});

test("the links of an institution are told as a tree, one is added by hand and taken back", async () => {
  await page.goto(`${essaim.baseUrl}/institutions?q=ddtm+34`);
  await page.getByRole("link", { name: "DDTM de l’Hérault" }).first().click();
  await page.getByRole("link", { name: "Voir le graphe" }).click();
  await page.getByRole("treegrid").waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Ajouter un lien" }).click();
  const form = page.getByRole("form", { name: /^Ajouter un lien/ });
  await form.getByRole("combobox").selectOption({ index: 1 });
  await form.getByLabel("L’autre institution").fill("chambre agriculture herault");
  await form.getByRole("button", { name: /^Chambre d’agriculture de l’Hérault/ }).click();
  await form.getByRole("button", { name: "Ajouter le lien" }).click();
  const added = page.getByRole("list", { name: "Liens ajoutés par nous" }).getByRole("listitem");
  await added.first().waitFor();
  await page.getByRole("button", { name: "Annuler", exact: true }).last().click();
  await expect.poll(() => added.count(), { timeout: 120_000 }).toBe(0);
});

test("somebody who changes post leaves one institution for the other", async () => {
  await page.goto(`${essaim.baseUrl}/contacts?q=odile+grangier`);
  await page.getByRole("link", { name: "Odile Grangier" }).first().click();
  await page.getByRole("link", { name: "A changé de poste" }).click();
  const dialog = page.getByRole("dialog", { name: /Odile Grangier a changé de poste/ });
  await dialog.getByRole("combobox", { name: "Nouvelle institution" }).fill("draaf grand est");
  await dialog.getByRole("option", { name: /^DRAAF Grand Est/ }).click();
  await dialog.getByLabel("Nouvelle fonction").fill("Directrice");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Noter le changement" }).click();
  await page.getByRole("main").getByRole("link", { name: "DRAAF Grand Est" }).first().waitFor();
  await page.goto(`${essaim.baseUrl}/institutions?q=ddt+51`);
  await page.getByRole("link", { name: "DDT de la Marne" }).first().click();
  await page
    .getByText(/DRAAF Grand Est/)
    .first()
    .waitFor();
});

test("the console stayed silent", () => {
  expect(mine.complaints.filter((text) => !/GL Driver|WebGL/.test(text))).toEqual([]);
});
