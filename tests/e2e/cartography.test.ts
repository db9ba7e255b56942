import { rmSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, openBrowser, visit } from "./browser.ts";
import { SOFTWARE_WEBGL } from "./chromium.ts";
import { type Essaim, newDataDir, runCli, startEssaim } from "./essaim.ts";

const dataDir = newDataDir();
let essaim: Essaim;
let drawing: Browser;
let blind: Browser;
let account: { email: string; password: string };

beforeAll(async () => {
  account = runCli(["demo", "seed"], dataDir).json;
  [essaim, drawing, blind] = await Promise.all([
    startEssaim({}, dataDir),
    openBrowser(SOFTWARE_WEBGL),
    openBrowser(["--disable-3d-apis"]),
  ]);
});

afterAll(async () => {
  await Promise.all([drawing?.close(), blind?.close(), essaim?.stop()]);
  rmSync(dataDir, { recursive: true, force: true });
});

async function signIn(browser: Browser) {
  const visited = await visit(browser);
  await visited.page.goto(`${essaim.baseUrl}/connexion`);
  await visited.page.getByLabel(/Adresse/).fill(account.email);
  await visited.page.getByLabel("Mot de passe").fill(account.password);
  await visited.page.getByRole("button", { name: "Se connecter" }).click();
  await visited.page.waitForURL((url) => !url.pathname.includes("connexion"));
  return visited;
}

const figure = (page: Page, status: string) => page.locator(`.france-map[data-status="${status}"]`);

test("a click on the map selects in the table, a rectangle selects many, and back undoes", async () => {
  const { page } = await signIn(drawing);
  await page.goto(`${essaim.baseUrl}/cartographie`);
  await figure(page, "ready").waitFor({ timeout: 120_000 });
  await expectAccessible(page);
  const box = (await page.locator(".territory-map").boundingBox())!;
  // The middle of the country, whichever its département.
  const middle = [box.x + box.width * 0.56, box.y + box.height * 0.5] as const;
  await page.mouse.click(...middle);
  await page.waitForURL(/selection=\w+/);
  const code = new URL(page.url()).searchParams.get("selection")!;
  await page.locator(`tr[data-code="${code}"][aria-selected="true"]`).waitFor();
  await page.getByRole("button", { name: "Rectangle" }).click();
  await page.mouse.move(middle[0] - 120, middle[1] - 20);
  await page.mouse.down();
  await page.mouse.move(middle[0] + 100, middle[1] + 160, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/selection=\w+,\w+/);
  await page.getByRole("heading", { name: /^\d+ départements$/ }).waitFor();
  await page.goBack();
  await page.waitForURL(new RegExp(`selection=${code}$`));
});

test("an EPCI is chosen in the table by keyboard, and its institutions go to the board and back", async () => {
  const { page, complaints } = await signIn(drawing);
  await page.goto(`${essaim.baseUrl}/cartographie?niveau=epci&tri=population`);
  await figure(page, "ready").waitFor({ timeout: 120_000 });
  await page.locator("tr[data-index='0']").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await page.waitForURL(/selection=\d{9}/);
  await page.keyboard.press("Shift+ArrowDown");
  await page.waitForURL(/selection=\d{9},\d{9}/);
  await page.getByRole("button", { name: "Mettre au tableau" }).click();
  await page.getByRole("button", { name: /^Ajouter \d+ institutions$/ }).click();
  await page.getByRole("button", { name: "Annuler" }).click({ timeout: 120_000 });
  await page
    .getByText(/annul|retir/i)
    .first()
    .waitFor();
  // What the driver of the software renderer says of its own speed is no fault of the page.
  expect(complaints.filter((text) => !/GL Driver|WebGL/.test(text))).toEqual([]);
});

test("without WebGL the map is a drawing, and nothing else is lost", async () => {
  const { page } = await signIn(blind);
  await page.goto(`${essaim.baseUrl}/cartographie?selection=34`);
  await figure(page, "webgl").waitFor();
  await page.getByText("voici la carte fixe").waitFor();
  await expectAccessible(page);
  await page
    .getByRole("link", { name: /^Yonne \(89\)/ })
    .first()
    .click();
  await page.waitForURL(/selection=89/);
  await page.goto(`${essaim.baseUrl}/cartographie?niveau=epci`);
  await page.getByRole("img", { name: /Carte des EPCI/ }).waitFor();
});

test("without its outlines the map says so, draws what the server knows, and starts again", async () => {
  const { page } = await signIn(drawing);
  await page.route(/topo-.*\.json/, (route) => route.abort());
  await page.goto(`${essaim.baseUrl}/cartographie?selection=34`);
  await figure(page, "contours").waitFor({ timeout: 120_000 });
  await page.getByRole("heading", { name: "Hérault" }).waitFor();
  await page.unroute(/topo-.*\.json/);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await figure(page, "ready").waitFor({ timeout: 120_000 });
});
