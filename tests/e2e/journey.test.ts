import { rmSync } from "node:fs";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startSink, type Sink } from "../smtp-sink.ts";
import { expectAccessible, openBrowser, visit, type Visit } from "./browser.ts";
import { type Essaim, newDataDir, startEssaim } from "./essaim.ts";

const dataDir = newDataDir();
let essaim: Essaim;
let browser: Browser;
let sink: Sink;
let mine: Visit;
let page: Page;

beforeAll(async () => {
  [essaim, browser, sink] = await Promise.all([startEssaim({}, dataDir), openBrowser(), startSink()]);
  mine = await visit(browser);
  page = mine.page;
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([essaim?.stop(), sink?.close()]);
  rmSync(dataDir, { recursive: true, force: true });
});

// One user's way through the product: each test goes on from where the last one left the page.

test("first run: an account, a product, and the institutions of France behind a progress bar", async () => {
  await page.goto(essaim.baseUrl);
  await page.waitForURL(/demarrage/);
  await page.getByRole("button", { name: "Explorer la démonstration" }).waitFor();
  await expectAccessible(page);
  await page.getByLabel("Prénom et nom").fill("Camille Roussel");
  await page.getByLabel("Adresse électronique").fill("camille@parcelle.example");
  await page.getByLabel("Mot de passe").fill("une phrase assez longue");
  await page.getByLabel("Nom de votre produit").fill("Parcelle");
  await page.getByRole("button", { name: "Créer mon espace" }).click();
  await page.waitForURL(/demarrage\/cible/);
  await page.getByRole("heading", { name: "Qui visez-vous" }).waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Voir le détail" }).click();
  await page.getByRole("img", { name: "Chargement de l’annuaire" }).waitFor();
  await page.getByRole("heading", { name: "L’annuaire est prêt" }).waitFor({ timeout: 120_000 });
  await expectAccessible(page);
  await page.getByRole("link", { name: "Voir les institutions" }).click();
  await page.getByRole("heading", { name: "Institutions", exact: true }).waitFor();
  const total = await page.getByRole("link", { name: /^Toutes/ }).textContent();
  expect(Number(total!.replace(/\D/g, ""))).toBeGreaterThan(36_000);
});

test("institutions answer what is typed, and the address keeps the list as it is", async () => {
  const field = page.getByRole("searchbox", { name: /institution/i }).last();
  for (const [typed, first] of [
    ["prefecture herault", "Préfecture de l’Hérault"],
    ["saint etienne metropole", "Saint-Étienne Métropole"],
    ["cnaf", "Caisse nationale des allocations familiales"],
    ["213502388", "Mairie de Rennes"],
    ["ddtm 34", "DDTM de l’Hérault"],
  ] as const) {
    await field.fill(typed);
    await expect.poll(() => firstRow(page).textContent(), { timeout: 120_000 }).toContain(first);
  }
  await expectAccessible(page);
  await page.reload();
  await expect.poll(() => firstRow(page).textContent()).toContain("DDTM de l’Hérault");
  expect(await field.inputValue()).toBe("ddtm 34");
});

test("a row joins the pipeline, and its file takes a contact with the source of the address", async () => {
  await firstRow(page).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Ajouter au pipeline" }).click();
  await page
    .getByText(/ajouté/i)
    .first()
    .waitFor();
  await firstRow(page).getByRole("link", { name: "DDTM de l’Hérault" }).click();
  await page.getByRole("heading", { name: "DDTM de l’Hérault", level: 1 }).waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Ajouter un contact" }).first().click();
  await page.getByLabel("Prénom").fill("Hélène");
  await page.getByLabel("Nom", { exact: true }).fill("Castaing");
  await page.getByLabel("Fonction").fill("Cheffe du service agriculture");
  await page.getByLabel("Courriel", { exact: true }).last().fill("helene.castaing@ddtm.example");
  await page.getByLabel(/D’où vient cette adresse/).fill("organigramme en ligne");
  await page.getByRole("button", { name: "Ajouter le contact" }).click();
  await page.getByRole("link", { name: "Hélène Castaing", exact: true }).first().waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Rechercher" }).fill("helene castaing");
  await page
    .getByRole("option", { name: /Hélène Castaing/ })
    .first()
    .waitFor();
  await expectAccessible(page);
  await page.getByRole("option", { name: "Voir tous les résultats" }).click();
  await page.waitForURL(/recherche/);
  await page.getByRole("heading", { name: /^Recherche/, level: 1 }).waitFor();
  await page.getByRole("main").getByRole("link", { name: "Hélène Castaing", exact: true }).first().waitFor();
  await expectAccessible(page);
});

test("the pipeline says what has no next action; the stage and the action change in place, and are remembered", async () => {
  await page.goto(`${essaim.baseUrl}/partenariats?vue=liste`);
  await page.getByText("Sans prochaine action").first().waitFor();
  await expectAccessible(page);
  await page.getByRole("button", { name: /DDTM de l’Hérault.*déplacer/ }).click();
  await page.getByRole("menuitem", { name: /Contacté/ }).click();
  await page.getByRole("heading", { name: /^Contacté/ }).waitFor();
  await page.goto(`${essaim.baseUrl}/institutions?q=ddtm+34`);
  await firstRow(page).getByRole("link", { name: "DDTM de l’Hérault" }).click();
  await page.getByText("Étape").first().waitFor();
  await expect.poll(() => page.getByRole("main").textContent()).toMatch(/À qualifier.*Contacté/s);
});

test("a campaign leaves by real SMTP, for people chosen by a filter, and its ledger says so line by line", async () => {
  await page.goto(`${essaim.baseUrl}/reglages/boites`);
  await page.getByLabel("Nom de l’expéditeur").fill("Camille Roussel");
  await page.getByLabel("Adresse d’envoi").fill("camille@parcelle.example");
  await page.getByLabel("Serveur d’envoi").fill(sink.url);
  await page.getByLabel("Envois par jour").fill("");
  await page.getByText("Aux heures de bureau").click();
  await page.getByRole("button", { name: "Ajouter la boîte" }).click();
  await page.getByText("Boîte ajoutée").waitFor();

  await page.goto(`${essaim.baseUrl}/campagnes/nouvelle?type=decentralised_service`);
  await page.getByLabel("Nom de la campagne").fill("Découverte");
  await page.getByRole("textbox", { name: /^Objet/ }).fill("Un essai à {{ institution.nom }}");
  await page
    .getByRole("textbox", { name: /^Message/ })
    .fill("Bonjour {{ contact.prenom }},\n\nÊtes-vous en {{ territoire.nom }} ?");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Préparer la campagne" }).click();
  await page.waitForURL(/campagnes\/[0-9a-f-]{36}/);
  // The preview's frame runs no script, not even a test's: its page is read beside.
  const preview = await page.locator("iframe").getAttribute("src");
  const letter = await page.request.get(new URL(preview!, essaim.baseUrl).href);
  expect(letter.headers()["content-security-policy"]).toContain("sandbox");
  expect(await letter.text()).toContain("Bonjour Hélène,");
  // What is proposed after « { » closes once the caret leaves: Enter is then a new line, and takes nothing.
  const editor = page.getByRole("textbox", { name: "Message", exact: true });
  const proposed = page.getByRole("listbox", { name: "Champs" });
  const written = await editor.inputValue();
  await editor.press("Control+End");
  await editor.pressSequentially(" {con");
  await proposed.waitFor();
  await editor.press("ArrowLeft");
  await proposed.waitFor({ state: "hidden" });
  await editor.press("Enter");
  expect(await editor.inputValue()).toBe(`${written} {co\nn`);
  await editor.fill(`${written} {terr`);
  await proposed.waitFor();
  await editor.press("Enter");
  expect(await editor.inputValue()).toBe(`${written} {{ territoire.nom }}`);
  await editor.fill(written);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Lancer pour 1 personne" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "Lancer pour 1 personne" }).click();
  await page.getByRole("row", { name: /Hélène Castaing.*Envoyé/ }).waitFor();
  await expectAccessible(page);

  const [message] = sink.accepted;
  expect([message?.to].flat()).toEqual(["helene.castaing@ddtm.example"]);
  expect(message?.raw).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  expect(message?.raw).toMatch(/text\/plain[\s\S]*text\/html/);
});

test("an opposition made by the link of the mail is remembered, and excludes everywhere", async () => {
  const link = /List-Unsubscribe: <([^>]+)>/.exec(sink.accepted[0]!.raw)![1]!;
  const recipient = await visit(browser, { width: 390, height: 844 });
  await recipient.page.goto(link);
  await expectAccessible(recipient.page);
  await recipient.page.getByRole("button", { name: "Ne plus recevoir de messages" }).click();
  await recipient.page.getByRole("heading", { name: "C’est noté" }).waitFor();
  expect(recipient.complaints).toEqual([]);
  await recipient.context.close();
  await page.goto(`${essaim.baseUrl}/campagnes/nouvelle?type=decentralised_service`);
  await page
    .getByText(/Opposition/i)
    .first()
    .waitFor();
  await page.goto(`${essaim.baseUrl}/contacts?q=castaing`);
  await expect.poll(() => page.getByRole("main").textContent()).toMatch(/Opposition/i);
  await expectAccessible(page);
});

test("the map colours the département, beside the same figures as a table, and leads to the list", async () => {
  await page.goto(`${essaim.baseUrl}/cartographie`);
  await page.getByRole("link", { name: /Hérault \(34\).*Contacté, 1 partenariat/ }).click();
  await page.waitForURL(/selection=34/);
  await expectAccessible(page);
  await page.getByRole("row", { name: /Hérault \(34\).*Contacté/, selected: true }).waitFor();
  await page.getByRole("link", { name: /Voir la liste \(/ }).click();
  await page.getByRole("link", { name: "DDTM de l’Hérault" }).waitFor();
});

test("on a phone, in the dark, every page of the tour is accessible too", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  for (const path of [
    "institutions",
    "contacts",
    "partenariats",
    "campagnes",
    "cartographie",
    "recherche?q=herault",
  ]) {
    await page.goto(`${essaim.baseUrl}/${path}`);
    await expectAccessible(page);
  }
});

test("all along, no policy was broken and no page complained", () => {
  expect(mine.complaints).toEqual([]);
});

const firstRow = (on: Page): Locator => on.locator("tbody tr:not([aria-hidden])").first();
