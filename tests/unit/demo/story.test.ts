import fc from "fast-check";
import { expect, test } from "vitest";
import { CAMPAIGN, CAMPAIGN_SIZE } from "#app/demo/campaign.ts";
import type { Place } from "#app/demo/place.ts";
import { STAGE_COUNTS } from "#app/demo/stages.ts";
import { type Chapter, tellStory } from "#app/demo/story.ts";
import { dayFromNow, momentAgo } from "#app/demo/story-days.ts";
import { checkTemplate, MERGE_FIELDS } from "#app/outbox/merge.ts";

const METROPOLE = [
  ...Array.from({ length: 95 }, (_, i) => String(i + 1).padStart(2, "0")).filter((code) => code !== "20"),
  ...["2A", "2B"],
];
const FRANCE: Place[] = [
  ...METROPOLE.filter((code) => !["75", "92", "93", "94"].includes(code)).map((code) => place("ddt", code)),
  ...["971", "972", "973", "974", "976"].map((code) => place("daaf", code)),
  ...METROPOLE.filter((code) => Number(code) < 75).map((code) => place("chamber", code)),
];

test("in the whole of France the story has as many partnerships at each stage as it was meant to", () => {
  const chapters = tellStory(FRANCE);
  expect(countBy(chapters, stageOf)).toEqual(STAGE_COUNTS);
  expect(chapters).toHaveLength(97);
  expect(chapters.filter(({ campaign }) => campaign)).toHaveLength(CAMPAIGN_SIZE);
  expect(countBy(chapters.filter(wantsNextAction), ({ next }) => (next ? "some" : "none"))).toEqual({
    ...{ some: 81, none: 5 },
  });
});

test("fourteen DDT(M) are white, and in their départements nobody was called at all", () => {
  const touched = new Set(tellStory(FRANCE).map((chapter) => chapter.place.departement));
  const whites = FRANCE.filter(({ kind, departement }) => kind === "ddt" && !touched.has(departement));
  expect(whites).toHaveLength(14);
  expect(whites.map(({ departement }) => departement)).toEqual(expect.arrayContaining(["64", "40", "49"]));
});

test("something is late, something is for today, and something is awaited from them", () => {
  const next = tellStory(FRANCE).flatMap((chapter) => chapter.next ?? []);
  expect(next.filter(({ dueInDays }) => dueInDays < 0).length).toBeGreaterThanOrEqual(5);
  expect(next.filter(({ dueInDays }) => dueInDays === 0).length).toBeGreaterThanOrEqual(4);
  expect(next.filter(({ owedBy }) => owedBy === "them").length).toBeGreaterThanOrEqual(3);
});

test("the same places tell the same story, whatever their order", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(FRANCE), (places) => {
      expect(tellStory([...places].reverse())).toEqual(tellStory(places));
    }),
    { numRuns: 30 },
  );
});

test("wherever it happens, nobody of it exists and everything of it hangs together", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(FRANCE), (places) => {
      const chapters = tellStory(places);
      const people = chapters.flatMap((chapter) => chapter.people);
      for (const { email, phone } of people) {
        expect(email).toMatch(/^[a-z-]+\.[a-z-]+@[a-z0-9-]+\.example$/);
        expect(phone).toMatch(/^(01 99 00|02 61 91|03 53 01|04 65 71|05 36 49|06 39 98)( \d\d){2}$/);
      }
      expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
      expect(new Set(people.map(({ firstName, lastName }) => firstName + lastName)).size).toBe(people.length);
      expect(new Set(chapters.map((chapter) => chapter.place)).size).toBe(chapters.length);
      for (const [stage, count] of Object.entries(countBy(chapters, stageOf)))
        expect(count).toBeLessThanOrEqual(STAGE_COUNTS[stage as keyof typeof STAGE_COUNTS]);
      for (const chapter of chapters) {
        const days = chapter.path.map(({ daysAgo }) => daysAgo);
        expect(days).toEqual([...new Set(days)].sort((one, other) => other - one));
        expect(days.at(-1)).toBeGreaterThan(0);
        for (const { daysAgo, who } of chapter.exchanges) {
          expect(daysAgo).toBeGreaterThan(0);
          expect(chapter.people[who]).toBeDefined();
        }
        expect(chapter.wakeInDays !== null).toBe(stageOf(chapter) === "dormant");
        expect(chapter.lostReason !== null).toBe(stageOf(chapter) === "lost");
        if (chapter.campaign) expect(chapter.people).not.toHaveLength(0);
      }
    }),
    { numRuns: 50 },
  );
});

test("its days are working days, but for today, and what is late stays late", () => {
  const moment = fc.date({
    ...{ min: new Date("2026-01-01"), max: new Date("2030-01-01"), noInvalidDate: true },
  });
  const days = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -200, max: 200 }));
  fc.assert(
    fc.property(moment, days, (now, count) => {
      const today = dayFromNow(0, now);
      const day = dayFromNow(count, now);
      expect(Math.sign(Date.parse(day) - Date.parse(today))).toBe(Math.sign(count));
      if (count !== 0) expect([0, 6]).not.toContain(new Date(day).getUTCDay());
      expect(momentAgo(Math.abs(count), 17, 30, now).getTime()).toBeLessThan(now.getTime());
    }),
  );
});

test("the campaign's messages ask only for fields that exist, and each of their typographic spaces holds", () => {
  const others = checkTemplate(Object.values(CAMPAIGN.other).join("\n") + CAMPAIGN.followUp);
  expect([others.errors, others.unknown]).toEqual([[], []]);
  const { errors, unknown, fields } = checkTemplate(`${CAMPAIGN.subject}\n${CAMPAIGN.text}`);
  expect({ errors, unknown }).toEqual({ errors: [], unknown: [] });
  expect(Object.keys(MERGE_FIELDS)).toEqual(expect.arrayContaining(fields));
  expect(fields).toEqual(
    expect.arrayContaining([
      "contact.prenom",
      "institution.le",
      "institution.au",
      "territoire.nom",
      "expediteur.signature",
    ]),
  );
  expect(JSON.stringify([CAMPAIGN, tellStory(FRANCE)])).not.toMatch(/ [:;?!»]|« /);
});

function place(kind: Place["kind"], departement: string): Place {
  const label = { ddt: "DDT", daaf: "DAAF", chamber: "Chambre agriculture" }[kind];
  return {
    ...{ kind, label, departement, territory: `Département ${departement}`, region: "R76" },
    institutionId: `${kind}:${departement}`,
  };
}

function stageOf({ path }: Chapter): string {
  return path.at(-1)!.stage;
}

function wantsNextAction(chapter: Chapter): boolean {
  return chapter.wakeInDays === null && chapter.lostReason === null;
}

function countBy<T>(items: T[], key: (item: T) => string): Record<string, number> {
  return Object.fromEntries(
    Object.entries(Object.groupBy(items, key)).map(([name, group]) => [name, group!.length]),
  );
}
