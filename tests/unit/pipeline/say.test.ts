import { expect, test } from "vitest";
import { sayAdded, sayDone, sayMove, sayNextAction } from "#app/pipeline/say.ts";
import { daysAtStage } from "#app/pipeline/days-at-stage.ts";

const plain = (text: string) => text.replaceAll("\u00A0", " ");
const institutionName = "DDT du Gers";
const now = new Date("2026-10-06T08:00:00Z");

test("each change is said with what it changed", () => {
  expect(plain(sayMove({ institutionName, stage: "Rendez-vous" }))).toBe("DDT du Gers : Rendez-vous.");
  const planned = { institutionName, nextAction: "Écrire à Anne Delmas", nextActionAt: "2026-10-07" };
  expect(plain(sayNextAction(planned, now))).toBe("DDT du Gers : Écrire à Anne Delmas, demain.");
  expect(plain(sayNextAction({ ...planned, nextActionAt: null }, now))).toBe(
    "DDT du Gers : Écrire à Anne Delmas.",
  );
  expect(plain(sayNextAction({ ...planned, nextAction: null }, now))).toBe(
    "DDT du Gers : plus d’action prévue.",
  );
  expect(plain(sayDone({ institutionName }, "Appeler"))).toBe(
    "DDT du Gers : « Appeler » est fait. Planifiez la suite.",
  );
});

test("an adding says what was there already", () => {
  expect(sayAdded({ created: 1, already: 0 })).toBe("1 institution ajoutée au pipeline.");
  expect(plain(sayAdded({ created: 1200, already: 2 }))).toBe(
    "1 200 institutions ajoutées au pipeline, 2 y étaient déjà.",
  );
  expect(sayAdded({ created: 3, already: 1 })).toBe("3 institutions ajoutées au pipeline, 1 y était déjà.");
  expect(sayAdded({ created: 0, already: 1 })).toBe("Elle y était déjà.");
  expect(sayAdded({ created: 0, already: 4 })).toBe("Les 4 institutions y étaient déjà.");
});

test("time at a stage is counted in days of Paris, from none", () => {
  expect(daysAtStage({ stageSince: "2026-10-05T21:30:00Z" }, now)).toBe(1);
  expect(daysAtStage({ stageSince: "2026-10-05T22:30:00Z" }, now)).toBe(0);
  expect(daysAtStage({ stageSince: "2026-10-06T08:00:01Z" }, now)).toBe(0);
});
