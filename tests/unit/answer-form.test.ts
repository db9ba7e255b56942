import { expect, test } from "vitest";
import { answerForm } from "#app/answer-form.server.ts";

const sent = (headers: Record<string, string>) =>
  answerForm(
    new Request("http://essaim.example/partenariats/1/etape", { method: "POST", headers }),
    { done: true },
    "/partenariats",
  );
const document = { Accept: "text/html,application/xhtml+xml" };
const placeOf = (answer: unknown) => (answer as Response).headers.get("Location");

test("a fetcher gets the answer, a document goes back to where it was sent from", () => {
  expect(sent({ Accept: "*/*" })).toEqual({ done: true });
  expect(sent({})).toEqual({ done: true });
  const page = "http://essaim.example/institutions?filtre=x";
  expect(placeOf(sent({ ...document, Referer: page }))).toBe("/institutions?filtre=x");
});

test("a form alone on its page, or sent from nowhere known, leads to the list", () => {
  for (const referer of ["", "pas une adresse", "http://essaim.example/partenariats/1/etape?etape=2"])
    expect(placeOf(sent({ ...document, Referer: referer }))).toBe("/partenariats");
});

test("nobody is led to another site", () => {
  for (const referer of ["http://autre.example/page", "http://essaim.example//autre.example/"])
    expect(placeOf(sent({ ...document, Referer: referer }))).toMatch(/^\/[^/]/);
});
