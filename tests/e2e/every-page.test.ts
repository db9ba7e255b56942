import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, openBrowser, visit, type Visit } from "./browser.ts";
import { type Essaim, newDataDir, runCli, startEssaim } from "./essaim.ts";

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Pages with an address of their own. */
const PAGES = [
  ...["/", "/reponses", "/appels?jour=moi", "/recherche?q=herault", "/institutions", "/grands-comptes"],
  ...["/institutions/nouvelle", "/institutions/adresses-generiques", "/contacts", "/contacts/nouveau"],
  ...["/contacts/doublons", "/partenariats", "/partenariats?vue=liste", "/campagnes", "/campagnes/nouvelle"],
  "/boite-locale",
  ...["/objectifs", "/objectifs/cycles/nouveau", "/imports", "/imports/nouveau"],
  ...["", "?niveau=epci", "/liens"].map((rest) => `/cartographie${rest}`),
  ...["", "/etapes", "/mentions", "/boites", "/membres", "/annuaire", "/annuaire/dila"].map(
    (rest) => `/reglages${rest}`,
  ),
  ...["/cible", "/jetons", "/exports", "/compte"].map((rest) => `/reglages${rest}`),
  ...["/accessibilite", "/mentions-legales", "/donnees-personnelles"],
];

/** Files: reached by a link of a list, then these pages below it. */
const FILES = [
  {
    list: "/grands-comptes",
    link: "DDTM de l’Hérault",
    below: ["", "/correction", "/liens", "/graphe", "/acteurs", "/echanges", "/usage", "/imprimer"],
  },
  { list: "/contacts?q=castaing", link: "Hélène Castaing", below: ["", "/modification"] },
];

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
});

afterAll(async () => {
  await browser?.close();
  await essaim?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test.each(PAGES)("%s holds on a desk and a phone, accessible, and the browser complains of nothing", (path) =>
  expectSound(path),
);

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

test("what does not exist says so on a desk and a phone", async () => {
  await expectSound("/nulle-part", 404);
});

/** Axe reads the phone, in the dark: where contrasts and narrow rows break first. */
async function expectSound(path: string, status = 200) {
  mine.complaints.length = 0;
  await page.setViewportSize(DESK);
  await page.emulateMedia({ colorScheme: "light" });
  const answer = await page.goto(essaim.baseUrl + path);
  expect(answer?.status(), path).toBe(status);
  expect(await page.locator("h1").count(), `level 1 headings of ${path}`).toBe(1);
  await expectNoSideways(path);
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
