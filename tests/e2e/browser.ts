import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { CHROMIUM_ARGS, findChromium } from "./chromium.ts";

export function openBrowser(more: string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium()!, args: [...CHROMIUM_ARGS, ...more] });
}

export type Visit = { context: BrowserContext; page: Page; complaints: string[] };

/** A page as a French reader's browser; what its console complains of is kept, for `complaints` to be empty. */
export async function visit(browser: Browser, { width = 1440, height = 900 } = {}): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
  });
  // As patient as the tests themselves: a wait that is too short only tells that the machine is busy.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    // The software renderer of a test speaks of its own speed: no page's doing.
    if (/GL Driver Message/.test(message.text())) return;
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { context, page, complaints };
}

/** WCAG 2.1 A and AA, as far as a machine can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
    // A mail's preview is a frame without scripts, which axe could not enter.
    .setLegacyMode(true)
    .analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
  );
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
}
