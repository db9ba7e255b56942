import { expect, test } from "vitest";
import { of, wordsOf } from "#app/history/timeline.ts";
import {
  directionOf,
  INTERACTION_KINDS,
  kindOf,
  momentOf,
  quickLogSchema,
  summaryOf,
} from "#app/interactions/interaction.ts";
import { sayLogged } from "#app/interactions/say-logged.ts";

const now = new Date("2026-10-06T08:00:00Z");

test("a day is now when it is today, its noon otherwise, and never to come", () => {
  expect(momentOf(undefined, now)).toEqual(now);
  expect(momentOf("2026-10-06", now)).toEqual(now);
  expect(momentOf("2026-10-05", now)).toEqual(new Date("2026-10-05T11:00:00Z"));
  expect(momentOf("2026-10-05T09:30:00+02:00", now)).toEqual(new Date("2026-10-05T07:30:00Z"));
  expect(momentOf("2026-10-07", now)).toBeNull();
  expect(momentOf("2026-10-06T08:00:01Z", now)).toBeNull();
  expect(momentOf("0001-01-01", now)).toBeNull();
});

test("a call or an e-mail is ours unless it is said theirs; the rest is nobody's", () => {
  const directions = INTERACTION_KINDS.map((kind) => [kind, directionOf({ kind })]);
  expect(Object.fromEntries(directions)).toEqual({
    ...{ call: "outbound", email: "outbound", meeting: null, user_test: null, note: null, event: null },
  });
  expect(directionOf({ kind: "call", direction: "inbound" })).toBe("inbound");
  expect(directionOf({ kind: "call", direction: null })).toBeNull();
});

test("the quick log needs a sentence, and nothing else", () => {
  const typed = {
    kind: "call",
    summary: "Elle rentre lundi.",
    contactId: "",
    nextAction: "",
    nextActionAt: "",
  };
  const form = quickLogSchema("2026-10-06");
  expect(form.parse(typed)).toEqual({
    ...{ kind: "call", summary: "Elle rentre lundi.", contactId: null, nextAction: null, nextActionAt: null },
  });
  expect(form.safeParse({ ...typed, summary: "  " }).success).toBe(false);
  expect(form.safeParse({ ...typed, kind: "fax" }).success).toBe(false);
});

test("a call that ended says enough by itself; anything else is to be said", () => {
  const form = quickLogSchema("2026-10-06");
  const silent = form.parse({ kind: "call", summary: "", outcome: "no_answer" });
  expect(summaryOf(silent)).toBe("Pas de réponse.");
  expect(form.safeParse({ kind: "meeting", summary: "", outcome: "no_answer" }).success).toBe(false);
});

test("the next action's day is typed in words, with its hour; what is no day is refused and kept", () => {
  const form = quickLogSchema("2026-10-06");
  const typed = { kind: "call", summary: "Vu", nextAction: "Rappeler", nextActionAt: "vendredi 14h30" };
  expect(form.parse(typed)).toMatchObject({ nextActionAt: "2026-10-09", nextActionMinute: 870 });
  const wrong = form.safeParse({ ...typed, nextActionAt: "31/02" });
  expect(new Set(wrong.error?.issues.map(({ path }) => path.join(".")))).toEqual(new Set(["nextActionAt"]));
});

test("whose initiative it was is a box to tick, which a note has not", () => {
  const form = quickLogSchema("2026-10-06");
  const direction = (kind: string) => form.parse({ kind, summary: "Vu", theirs: "on" }).direction;
  expect([direction("call"), direction("note")]).toEqual(["inbound", undefined]);
});

test("an action is of the kind its first word says, unless it is said", () => {
  const kinds = ["Rappeler Hélène", "Envoyer la convention", "Préparer la visite", "Trouver qui décide"];
  expect(kinds.map((title) => kindOf(title, null))).toEqual(["call", "email", "meeting", null]);
  expect(kindOf("Rappeler Hélène", "meeting")).toBe("meeting");
});

test("an exchange is told with whom and by whose initiative", () => {
  const entry = {
    ...({ type: "interaction", id: "1", at: now.toISOString(), by: null, summary: "" } as const),
    ...{ contact: { id: "c", name: "Hélène Castaing" }, campaign: null, letter: false, direct: null },
    ...{ others: [], outcome: null, durationMinutes: null },
  };
  const told = (more: Partial<Parameters<typeof wordsOf>[0]>) => {
    const { what, who } = wordsOf({ ...entry, kind: "call", direction: null, ...more });
    return what + who;
  };
  expect(told({ direction: "outbound" })).toBe("Appel à Hélène Castaing");
  expect(told({ direction: "inbound" })).toBe("Appel d’Hélène Castaing");
  expect(told({ direction: "inbound", contact: null })).toBe("Appel reçu");
  expect(told({ kind: "meeting" })).toBe("Réunion avec Hélène Castaing");
  expect(told({ kind: "note" })).toBe("Note sur Hélène Castaing");
  const campaign = { id: "g", name: "Découverte" };
  expect(told({ kind: "email", direction: "inbound", campaign })).toBe(
    "Réponse d’Hélène Castaing à la campagne",
  );
  expect(["Maud", "Émile", "Yves", "Zoé"].map(of)).toEqual(["de Maud", "d’Émile", "d’Yves", "de Zoé"]);
});

test("logging says all that it did", () => {
  const opportunity = { nextAction: "Envoyer la convention", nextActionAt: "2026-10-07" } as never;
  const plain = (text: string) => text.replaceAll("\u00A0", " ");
  expect(sayLogged({ opportunity: null, added: false, done: null }, false, now)).toBe("Échange noté.");
  expect(plain(sayLogged({ opportunity, added: true, done: null }, true, now))).toBe(
    "Échange noté. L’institution entre dans le pipeline. Ensuite : Envoyer la convention, demain.",
  );
  expect(plain(sayLogged({ opportunity, added: false, done: "Rappeler" }, true, now))).toBe(
    "Échange noté. « Rappeler » est fait. Ensuite : Envoyer la convention, demain.",
  );
  expect(sayLogged({ opportunity, added: false, done: null }, false, now)).toBe("Échange noté.");
});
