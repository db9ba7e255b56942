import { rmSync } from "node:fs";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startEmbeddedPostgres } from "#app/db/postgres.server.ts";
import { expectAccessible, openBrowser, visit, type Visit } from "./browser.ts";
import { type Essaim, newDataDir, runCli, startEssaim } from "./essaim.ts";

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Pages with an address of their own. */
const PAGES = [
  ...["/", "/reponses", "/appels?jour=moi", "/recherche?q=herault", "/institutions", "/grands-comptes"],
  ...["/institutions/nouvelle", "/institutions/adresses-generiques", "/contacts", "/contacts/nouveau"],
  ...["/contacts/doublons", "/partenariats", "/partenariats?vue=liste", "/campagnes", "/campagnes/nouvelle"],
  ...["/objectifs", "/objectifs/cycles/nouveau", "/imports", "/imports/nouveau"],
  ...["", "?niveau=epci", "/liens"].map((rest) => `/cartographie${rest}`),
  ...["", "/etapes", "/mentions", "/boites", "/membres", "/annuaire", "/annuaire/dila"].map(
    (rest) => `/reglages${rest}`,
  ),
  ...["/cible", "/jetons", "/exports", "/compte"].map((rest) => `/reglages${rest}`),
  ...["/accessibilite", "/mentions-legales", "/donnees-personnelles"],
];

/** Those of a campaign, from its mail to its result. */
const MAIL_PAGES = [
  ...["/campagnes/comparaison", "/echappees", "/volontaires", "/reponses/a-rattacher", "/boite-locale"],
  ...["/boites?ajouter", "/extraits", "/sollicitations", "/purge"].map((rest) => `/reglages${rest}`),
];

/** Files: reached by a link of a list, then these pages below it. */
const FILES = [
  {
    list: "/grands-comptes",
    link: "DDTM de l’Hérault",
    below: [
      "",
      "/correction",
      "/liens",
      "/graphe",
      "/acteurs",
      "/echanges",
      "/usage",
      "/imprimer",
      "/courriel",
    ],
  },
  { list: "/contacts?q=castaing", link: "Hélène Castaing", below: ["", "/modification", "/courriel"] },
  {
    list: "/campagnes",
    link: "Découverte DDT(M)",
    below: ["", "/destinataires", "/message", "/volontaires", "/certificat", "/echappee"],
  },
  { list: "/campagnes", link: "Un brouillon", below: ["", "/audience", "/volontaires", "/echappee"] },
];

/** Pages with an address that only a link knows: the list, then how the link begins. */
const REACHED = [
  ["/reponses", "/reponses/courriers/"],
  ["/boite-locale", "/boite-locale/"],
  ["/reglages/boites", "/reglages/boites/"],
  ["/reglages/extraits", "/reglages/extraits/"],
] as const;

const dataDir = newDataDir();
let essaim: Essaim;
let browser: Browser;
let mine: Visit;
let page: Page;

beforeAll(async () => {
  const account = runCli(["demo", "seed"], dataDir).json as { email: string; password: string };
  [essaim, browser] = await Promise.all([startEssaim({ WORKER: "off" }, dataDir), openBrowser()]);
  mine = await visit(browser);
  page = mine.page;
  await page.goto(essaim.baseUrl);
  await page.getByLabel(/Adresse/).fill(account.email);
  await page.getByLabel("Mot de passe").fill(account.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Ma journée", level: 1 }).waitFor();
  await submit("/campagnes/nouvelle", {
    ...{ name: "Un brouillon", subject: "Un essai", text: "Bonjour {{ contact.prenom }}", filtre: "" },
    followUp: "on",
  });
  await submit("/reglages/extraits", { name: "merci", text: "Merci de votre réponse." });
  const quiet = { name: "Élections", startsOn: "2030-06-01", endsOn: "2030-06-30", kind: "commune" };
  await submit("/reglages/sollicitations", quiet);
});

afterAll(async () => {
  await browser?.close();
  await essaim?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test.each(PAGES)("%s holds on a desk and a phone, accessible, and the browser complains of nothing", (path) =>
  expectSound(path),
);

test.each(MAIL_PAGES)("%s holds as well", (path) => expectSound(path));

test.each(FILES)(
  "$link, and every page of the file, hold on a desk and a phone",
  async ({ list, link, below }) => {
    await page.setViewportSize(DESK);
    await page.goto(essaim.baseUrl + list);
    const file = page.getByRole("main").getByRole("link", { name: link, exact: true }).first();
    const path = (await file.getAttribute("href"))!;
    for (const rest of below) await expectSound(path + rest);
  },
);

test.each(REACHED)("what %s lists holds on a desk and a phone", async (list, start) => {
  await page.goto(essaim.baseUrl + list);
  const link = page.getByRole("main").locator(`a[href^='${start}']`).first();
  await expectSound((await link.getAttribute("href"))!);
});

test("a message in doubt, an échappée and the public page of volunteers hold too", async () => {
  await page.goto(`${essaim.baseUrl}/campagnes`);
  const path = async (name: string) =>
    (await page.getByRole("link", { name, exact: true }).first().getAttribute("href"))!;
  const [told, draft] = [await path("Découverte DDT(M)"), await path("Un brouillon")];
  await doubtOneMessage();
  await expectSound(told);
  await page.getByRole("heading", { name: "Envois à vérifier" }).waitFor();
  await submit(`${draft}/echappee`, {
    ...{ hypothesis: "Un pilote décide", threshold: "20", goal: "reply", endsOn: "2090-01-01" },
  });
  await expectSound(`${draft}/echappee`);
  await submit(`${told}/volontaires`, { open: "oui" });
  await expectSound(`${told}/volontaires`);
  const address = await page.getByLabel(/^Son adresse/).inputValue();
  await expectSound(new URL(address).pathname);
});

test("what does not exist says so on a desk and a phone", async () => {
  await expectSound("/nulle-part", 404);
});

/** No server to fail here: the doubt is written as a crash would leave it. */
async function doubtOneMessage() {
  const { url, release } = await startEmbeddedPostgres(dataDir);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`UPDATE "Message" SET "state" = 'uncertain', "sentAt" = NULL, "reply" = NULL
    WHERE "id" = (SELECT "id" FROM "Message" WHERE "state" = 'sent' ORDER BY "id" LIMIT 1)`);
  await client.end();
  await release();
}

/** A form as its page sends it. */
async function submit(path: string, form: Record<string, string>) {
  const answer = await page.request.post(essaim.baseUrl + path, {
    ...{ form, headers: { origin: essaim.baseUrl }, maxRedirects: 0 },
  });
  expect(answer.status(), path).toBeLessThan(400);
}

/** Axe reads the desk in the light, and the phone in the dark. */
async function expectSound(path: string, status = 200) {
  mine.complaints.length = 0;
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: "light" });
  const answer = await page.goto(essaim.baseUrl + path);
  expect(answer?.status(), path).toBe(status);
  expect(await page.locator("h1").count(), `level 1 headings of ${path}`).toBe(1);
  await expectNoSideways(path);
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNoSideways(path);
  await expectAccessible(page);
  // The 404 asked for, and what a graphics card without hardware says of itself, are no complaint of ours.
  const ours = mine.complaints.filter((text) => !/GL Driver|status of 404/.test(text));
  expect(ours, `console of ${path}`).toEqual([]);
}

/** The page scrolls inside its frame, which must not scroll sideways either. */
async function expectNoSideways(path: string) {
  const [wider, width] = await page.evaluate(() => {
    const frames = [document.documentElement, ...document.querySelectorAll("main")];
    return [Math.max(...frames.map((frame) => frame.scrollWidth - frame.clientWidth)), window.innerWidth];
  });
  expect(wider, `${path} overflows at ${width} px`).toBeLessThanOrEqual(0);
}
