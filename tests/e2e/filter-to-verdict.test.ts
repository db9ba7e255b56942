import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isoDay } from "#app/ui/format.ts";
import { expectAccessible, openBrowser, visit, type Visit } from "./browser.ts";
import { type Essaim, newDataDir, runCli, startEssaim } from "./essaim.ts";

const dataDir = newDataDir();
const account = { email: "camille@parcelle.example", password: "une phrase assez longue" };
let essaim: Essaim;
let browser: Browser;
let mine: Visit;
let page: Page;
/** Where the campaign is, without the server's address, which a restart changes. */
let campaign = "";

beforeAll(async () => {
  const made = runCli(
    ["setup", "--product", "Parcelle", "--email", account.email, "--password", account.password],
    dataDir,
  );
  expect(made.status, made.stderr).toBe(0);
  writeFileSync(`${dataDir}/contacts.csv`, PEOPLE.join("\r\n"));
  expect(runCli(["import", "contacts", `${dataDir}/contacts.csv`], dataDir).json).toMatchObject({
    created: 7,
    refused: [],
  });
  [essaim, browser] = await Promise.all([startEssaim({}, dataDir), openBrowser()]);
  mine = await visit(browser);
  page = mine.page;
  await signIn();
});

afterAll(async () => {
  await browser?.close();
  await essaim?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const PEOPLE = [
  "Prénom;Nom;Fonction;Courriel;Institution;Source",
  "Hélène;Castaing;Cheffe de service;helene.castaing@herault.example;DDTM de l’Hérault;organigramme",
  "Karim;Bensaïd;Chargé de mission;karim.bensaid@herault.example;DDTM de l’Hérault;organigramme",
  "Maud;Tessier;Cheffe de service;maud.tessier@vendee.example;DDTM de la Vendée;organigramme",
  "Paul;Estève;Directeur;paul.esteve@dordogne.example;DDT de la Dordogne;organigramme",
  "Luc;Arnaud;Directeur;luc.arnaud@gers.example;DDT du Gers;organigramme",
  "Nadia;Morel;Cheffe de service;nadia.morel@lot.example;DDT du Lot;organigramme",
  "Jean;Roux;Adjoint au maire;jean.roux@rennes.example;Mairie de Rennes;organigramme",
];

// One campaign, from the filter that chooses people to what the committee reads: each test goes on from the last.

test("a mailbox without a server writes to the local mailbox, at any hour", async () => {
  await go("/reglages/boites");
  await page.getByLabel("Nom de l’expéditeur").fill("Camille Roussel");
  await page.getByLabel("Adresse d’envoi").fill("bonjour@parcelle.example");
  await page.getByLabel("Envois par jour").fill("");
  await page.getByText("Aux heures de bureau").click();
  await page.getByRole("button", { name: "Ajouter la boîte" }).click();
  await page.getByText("Boîte ajoutée").waitFor();
});

test("a filter of the contacts becomes a campaign's audience", async () => {
  await go("/contacts");
  await page.getByRole("button", { name: "Type d’institution" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Services déconcentrés" }).click();
  await page.getByText("6 contacts").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: "Sélectionner les lignes affichées" }).check();
  await page.getByRole("link", { name: "Écrire une campagne" }).click();
  await page.getByRole("heading", { name: "Nouvelle campagne", level: 1 }).waitFor();
  await page.getByText(/^6 personnes dans 5 institutions/).waitFor();
});

test("it is written: a letter in two variants, a follow-up, and what it is meant to show", async () => {
  await page.getByLabel("Nom de la campagne").fill("Découverte");
  await page.getByRole("textbox", { name: /^Objet/ }).fill("Un essai avec {{ institution.le }}");
  await page
    .getByRole("textbox", { name: /^Message/ })
    .fill("Bonjour {{ contact.prenom }},\n\nAuriez-vous vingt minutes ?");
  await page.getByRole("button", { name: "Préparer la campagne" }).click();
  await page.waitForURL(/campagnes\/[0-9a-f-]{36}$/);
  campaign = new URL(page.url()).pathname;

  await page.getByRole("button", { name: /^Ajouter une variante/ }).click();
  await page.getByRole("link", { name: "B", exact: true }).and(page.locator("[aria-current]")).waitFor();
  await page.getByRole("textbox", { name: "Objet" }).fill("{{ institution.le }} et Parcelle");
  await page
    .getByRole("textbox", { name: "Message" })
    .fill("Bonjour {{ contact.prenom }},\n\nUn pilote vous en parle.");
  await page.getByText(/^enregistré/).waitFor();

  await page.getByRole("link", { name: /^2\. Relance/ }).click();
  await page.getByLabel("Part", { exact: true }).fill("2");
  await page.getByLabel("Part", { exact: true }).press("Enter");
  await page.getByRole("link", { name: "2. Relance, 2 jours ouvrés après" }).waitFor();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Échappée" }).click();
  await page.getByLabel("Ce que vous croyez").fill("Un témoignage de pilote décide les DDT");
  await page.getByLabel(/^Au moins/).fill("10");
  await page.getByLabel("… de ces personnes").selectOption("positive");
  await page.getByLabel("On conclut le").fill(inDays(8));
  await expectAccessible(page);
  await page.getByRole("button", { name: "Écrire l’échappée" }).click();
  await page.waitForURL(/campagnes\/[0-9a-f-]{36}$/);
});

test("the check says what to know, then every mail arrives in the local mailbox", async () => {
  await page.getByRole("heading", { name: "Avant le lancement" }).waitFor();
  await page
    .getByText(/^Sans serveur SMTP, les messages vont dans la boîte locale/)
    .first()
    .waitFor();
  await page
    .getByText(/^1 institution recevra ce message plusieurs fois/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "Lancer pour 6 personnes" }).click();
  const dialog = page.getByRole("dialog", { name: "Écrire à 6 personnes" });
  await dialog.waitFor();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Lancer pour 6 personnes" }).click();
  await page.getByRole("heading", { name: "Entonnoir" }).waitFor();
  await expect.poll(() => figures()).toMatchObject({ Inscrits: 6, Envoyés: 6, Distribués: 6 });
  await go("/boite-locale");
  await expect.poll(() => mails().count()).toBe(6);
  // Three of each, and everyone is named.
  expect(await mails().filter({ hasText: "et Parcelle" }).count()).toBe(3);
  await expect.poll(() => sequels()).toEqual(everyone("Prochain envoi"));
});

test("one answers, one is away, one objects, one bounces", async () => {
  await open("Hélène Castaing");
  await reader().getByLabel("Sa réponse").fill("Bonjour, le sujet nous intéresse.");
  await reader().getByRole("button", { name: "Répondre", exact: true }).click();
  await said("Répondu");
  await open("Maud Tessier");
  await reader().getByLabel("De retour le").fill(inDays(30));
  await reader().getByRole("button", { name: "Être absent" }).click();
  await said("Absent");
  await open("Paul Estève");
  await reader().getByRole("button", { name: "S’opposer" }).click();
  await page.getByRole("button", { name: "Opposer cette adresse" }).click();
  await said("Opposition");
  await open("Luc Arnaud");
  await reader().getByRole("button", { name: "Rejeter" }).click();
  await page.getByRole("button", { name: "Rejeter le courriel" }).click();
  await said("Rejeté");
});

test("one key says what the answer is worth, and the card moves on the board", async () => {
  await go("/partenariats");
  await cards("Contacté").filter({ hasText: "DDTM de l’Hérault" }).waitFor();
  await go("/reponses");
  await page.getByText("le sujet nous intéresse").waitFor();
  await page.locator("body").press("4");
  await page.getByText(/réponse rendez-vous/).waitFor();
  await go("/partenariats");
  await cards("Rendez-vous").filter({ hasText: "DDTM de l’Hérault" }).waitFor();
  await expectAccessible(page);
});

test("the follow-up is stopped for those who should not have it, put off for who is away, kept for the others", async () => {
  await expect
    .poll(() => sequels())
    .toEqual({
      "Hélène Castaing": "A répondu.",
      "Karim Bensaïd": "Un collègue a répondu.",
      "Maud Tessier": "Prochain envoi",
      "Paul Estève": "Cette personne s’est opposée à recevoir des messages.",
      "Luc Arnaud": "L’adresse n’existe plus, ou refuse tout message.",
      "Nadia Morel": "Prochain envoi",
    });
  await page.getByRole("row", { name: /Maud Tessier.*absent jusqu’au/ }).waitFor();
});

test("ten days later, only who said nothing has had the follow-up, in the same thread", async () => {
  await essaim.stop();
  essaim = await startEssaim({ NODE_OPTIONS: `--import=${LATER}`, DAYS_LATER: "10" }, dataDir);
  await signIn();
  await go("/boite-locale");
  await expect.poll(() => go("/boite-locale").then(() => mails().count())).toBe(7);
  const [followUp, ...others] = await mails().filter({ hasText: "Re:" }).allTextContents();
  expect(followUp).toContain("Nadia Morel");
  expect(others).toEqual([]);
  await expect
    .poll(() => sequels())
    .toMatchObject({
      "Maud Tessier": "Prochain envoi",
      "Nadia Morel": "Rien de plus à envoyer",
    });
});

test("the results say what came of it, and each figure opens its rows", async () => {
  await go(campaign);
  expect(await figures()).toEqual({
    ...{ Inscrits: 6, Envoyés: 6, Distribués: 5, "Réponses humaines": 1, Positives: 1, "Rendez-vous": 1 },
    Volontaire: 0,
  });
  const replies = page.getByRole("row", { name: /^Réponses humaines/ });
  expect(plain(await replies.textContent())).toContain("1 / 520 %4 à 62 %");
  await expectAccessible(page);
  await replies.getByRole("link").click();
  const ledger = page.getByRole("region", { name: /^Registre/ });
  await expect.poll(() => ledger.locator("tbody tr").count()).toBe(1);
  await ledger.getByText("Hélène Castaing").waitFor();
});

test("the certificate is the ledger's, sealed", async () => {
  await page.getByRole("link", { name: "Certificat" }).click();
  await page.getByRole("heading", { name: "Certificat d’envoi", level: 1 }).waitFor();
  await page.getByRole("row", { name: /^Acceptés 7/ }).waitFor();
  const sealed = await page.locator("code").first().textContent();
  const ledger = await page.request.get(`${essaim.baseUrl}${campaign}/certificat.txt`);
  expect(
    createHash("sha256")
      .update(await ledger.body())
      .digest("hex"),
  ).toBe(sealed);
  await expectAccessible(page);
});

test("the échappée ends: the figures propose a verdict with its interval, a human decides, the journal keeps it", async () => {
  await go(campaign);
  const panel = page.getByRole("region", { name: "Échappée" });
  await panel.getByText("Ce que disent les chiffres").waitFor();
  await panel.getByText("mesuré 20 % (1 / 5)").waitFor();
  await panel.getByText(/^L’intervalle \(.*\) contient encore le seuil/).waitFor();
  await panel.getByLabel("Ce que vous en retenez").fill("Trop peu de monde : doubler la liste.");
  await panel.getByRole("button", { name: "Ajuster" }).click();
  await panel.getByText(/^Décidé/).waitFor();
  await go("/echappees");
  await page.getByText("Trop peu de monde : doubler la liste.").waitFor();
  await expectAccessible(page);
});

test("the browser's console stayed silent", () => {
  expect(mine.complaints).toEqual([]);
});

const LATER = new URL("later.ts", import.meta.url).href;
const plain = (text: string | null) => text!.replace(/\s+/g, " ");
const inDays = (count: number) => isoDay(new Date(Date.now() + count * 86_400_000));
const everyone = (what: string) =>
  Object.fromEntries(PEOPLE.slice(1, 7).map((line) => [line.split(";").slice(0, 2).join(" "), what]));

/** A page that has come alive: before, a click would find nobody. */
async function go(path: string): Promise<void> {
  await page.goto(essaim.baseUrl + path, { waitUntil: "networkidle" });
  await page.waitForFunction(() =>
    Object.keys(document.querySelector("main *")!).some((key) => key.startsWith("__reactProps")),
  );
}

const mails = () => page.getByRole("region", { name: "Courriels reçus" }).getByRole("listitem");
const reader = () => page.getByRole("article");
const cards = (stage: string): Locator =>
  page.getByRole("region", { name: stage, exact: true }).getByRole("heading", { level: 3 });

/** Opens the first mail that somebody received. */
async function open(name: string): Promise<void> {
  await go("/boite-locale");
  await mails().filter({ hasText: name }).last().getByRole("link").click();
  await reader()
    .getByRole("heading", { name: `À la place de ${name}` })
    .waitFor();
}

const said = (done: string) =>
  reader()
    .getByText(new RegExp(`^${done}`))
    .waitFor();

/** What the funnel counts. */
async function figures(): Promise<Record<string, number>> {
  const rows = page.getByRole("table", { name: "Entonnoir de la campagne" }).locator("tbody tr");
  const cells = await rows.evaluateAll((lines) =>
    lines.map((line) => [
      line.querySelector("th, td")!.firstChild!.textContent!.trim(),
      line.querySelector(".num")!.textContent!,
    ]),
  );
  return Object.fromEntries(cells.map(([level, count]) => [level, Number(count)]));
}

/** What comes next for each recipient, without its date. */
async function sequels(): Promise<Record<string, string>> {
  await go(`${campaign}/destinataires`);
  const rows = await page.getByRole("table", { name: "Où en est chaque destinataire" }).evaluate((table) => {
    const next = [...table.querySelectorAll("th")].findIndex((head) => head.textContent === "Suite");
    return [...table.querySelectorAll("tbody tr")].map(({ children }) => [
      children[0]!.textContent,
      children[next]!.textContent,
    ]);
  });
  return Object.fromEntries(rows.map(([name, next]) => [name, next!.replace(/(Prochain envoi|\.).*/, "$1")]));
}

async function signIn() {
  await page.goto(`${essaim.baseUrl}/connexion`);
  await page.getByLabel(/Adresse/).fill(account.email);
  await page.getByLabel("Mot de passe").fill(account.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Ma journée", level: 1 }).waitFor();
}
