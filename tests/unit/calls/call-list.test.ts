import fc from "fast-check";
import { expect, test } from "vitest";
import { CALLS_MAX, proposalOf, readList, readPlace, writeList } from "#app/calls/call-list.ts";
import { mergeScript } from "#app/calls/script.ts";
import { CALL_OUTCOMES } from "#app/interactions/interaction.ts";
import { isWorkingDay } from "#app/outbox/calendar.ts";
import { isoDay } from "#app/ui/format.ts";

test("a list of calls goes through a URL and back, each institution once", () => {
  fc.assert(
    fc.property(fc.array(fc.uuid(), { minLength: 1, maxLength: 150 }), (ids) => {
      const list = readList(writeList([...ids, ids[0]!]));
      expect(list).toEqual([...new Set(ids)].slice(0, CALLS_MAX));
    }),
  );
});

test("what nobody wrote is no list", () => {
  for (const text of [
    null,
    "",
    "x",
    "!".repeat(22),
    "a".repeat(23),
    writeList([crypto.randomUUID()]).repeat(2),
  ])
    expect(readList(text)).toBeNull();
});

test("a place is in the list, or at its end", () => {
  expect(["0", "2", "99", "-1", "x", null, "1.5"].map((text) => readPlace(text, 3))).toEqual([
    0, 2, 3, 0, 0, 0, 0,
  ]);
});

test("what follows a call is a working day to come, or nothing after a refusal", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CALL_OUTCOMES),
      fc.date({ min: new Date("2026-01-01"), max: new Date("2036-01-01"), noInvalidDate: true }),
      (outcome, now) => {
        const { title, dueOn } = proposalOf(outcome, "Maud Tessier", now);
        expect(title === "").toBe(dueOn === null);
        if (dueOn) expect([isWorkingDay(dueOn), dueOn > isoDay(now)]).toEqual([true, true]);
      },
    ),
  );
});

test("nobody answered on a Friday: again on Tuesday, two working days later", () => {
  const friday = new Date("2026-11-20T15:00:00Z");
  expect(proposalOf("no_answer", "Maud Tessier", friday)).toMatchObject({
    ...{ title: "Rappeler Maud Tessier", dueOn: "2026-11-24" },
  });
  expect(proposalOf("no_answer", null, friday).title).toBe("Rappeler");
});

test("a script takes its names, and leaves a blank for those it has not", () => {
  const script =
    "Bonjour, {{ contact.nom }} ? J’appelle {{institution.nom}} de la part de {{ expediteur.nom | default: 'nous' }}.";
  const merged = mergeScript(script, { "institution.nom": "la DDT", "expediteur.nom": "Camille" });
  expect(merged).toBe("Bonjour, … ? J’appelle la DDT de la part de Camille.");
  expect(mergeScript("{{ constructor }} {{ toString }}", {})).toBe("… …");
});
