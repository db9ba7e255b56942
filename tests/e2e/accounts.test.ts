import { rmSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible, openBrowser, visit } from "./browser.ts";
import { type Essaim, newDataDir, runCli, startEssaim } from "./essaim.ts";

const PASSWORD = "une phrase assez longue";
const dataDir = newDataDir();
let essaim: Essaim;
let browser: Browser;

beforeAll(async () => {
  const who = ["--email", "camille@essaim.example", "--password", PASSWORD];
  expect(runCli(["setup", "--product", "Parcelle", ...who, "--no-universe"], dataDir).status).toBe(0);
  [essaim, browser] = await Promise.all([startEssaim({ WORKER: "off" }, dataDir), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await essaim?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test("a wrong password says what to do, keeps the address typed, and the right one opens the page asked for", async () => {
  const { page, context, complaints } = await visit(browser);
  await page.goto(`${essaim.baseUrl}/reglages/membres`);
  await page.getByLabel("Adresse électronique").fill("camille@essaim.example");
  await page.getByLabel("Mot de passe", { exact: true }).fill("une phrase fausse");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.getByText("Adresse ou mot de passe inconnus").waitFor();
  expect(await page.getByLabel("Adresse électronique").inputValue()).toBe("camille@essaim.example");
  await expectAccessible(page);
  await page.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL(/reglages\/membres/);
  // The browser itself reports the 400 of the refused form.
  expect(complaints.filter((text) => !text.includes("status of 400"))).toEqual([]);
  await context.close();
});

test("an invited colleague chooses a password and joins, without any mail server", async () => {
  const admin = await signIn();
  await admin.page.goto(`${essaim.baseUrl}/reglages/membres`);
  await admin.page.getByLabel("Adresse électronique").fill("yann@essaim.example");
  await admin.page.getByRole("button", { name: "Inviter" }).click();
  const link = (await admin.page.getByText(/\/invitation\//).textContent())!;
  const guest = await visit(browser);
  await guest.page.goto(link);
  await expectAccessible(guest.page);
  await guest.page.getByLabel("Prénom et nom").fill("Yann Bihan");
  await guest.page.getByLabel("Mot de passe").fill(PASSWORD);
  await guest.page.getByRole("button", { name: "Rejoindre Parcelle" }).click();
  await guest.page.getByRole("navigation", { name: "Principale", exact: true }).waitFor();
  await guest.context.close();
  await admin.context.close();
});

test("every page of the settings is accessible, light, dark and on a phone, and breaks no security policy", async () => {
  const { page, context, complaints } = await signIn();
  for (const path of ["", "/mentions", "/boites", "/membres", "/annuaire", "/compte"]) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(`${essaim.baseUrl}/reglages${path}`);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "dark" });
    await page.reload();
    await expectAccessible(page);
  }
  expect(complaints).toEqual([]);
  await context.close();
});

test("the eleventh try of a minute is refused, and says to wait", async () => {
  const { page, context } = await visit(browser);
  await page.goto(`${essaim.baseUrl}/connexion`);
  for (let i = 0; i < 12; i++) {
    await page.getByLabel("Adresse électronique").fill("camille@essaim.example");
    await page.getByLabel("Mot de passe", { exact: true }).fill("une phrase fausse");
    await Promise.all([
      page.waitForResponse((response) => response.request().method() === "POST"),
      page.getByRole("button", { name: "Se connecter" }).click(),
    ]);
  }
  await page.getByText("Trop d’essais").waitFor();
  await context.close();
});

async function signIn() {
  const opened = await visit(browser);
  await opened.page.goto(`${essaim.baseUrl}/connexion`);
  await opened.page.getByLabel("Adresse électronique").fill("camille@essaim.example");
  await opened.page.getByLabel("Mot de passe", { exact: true }).fill(PASSWORD);
  await opened.page.getByRole("button", { name: "Se connecter" }).click();
  await opened.page.getByRole("navigation", { name: "Principale", exact: true }).waitFor();
  return opened;
}
