import fc from "fast-check";
import { expect, test } from "vitest";
import { futureRefusal, lastOfEach, recentSince, seriesOf, usageSchema } from "#app/pipeline/usage.ts";

const figure = { metric: "visites", date: "2026-09-30", value: 412 };

test("a figure is read as a spreadsheet writes it", () => {
  const typed = { metric: "  dossiers\u00A0 déposés ", date: "30/09/2026", value: "1\u202F234,5" };
  expect(usageSchema.parse(typed)).toEqual({ metric: "dossiers déposés", date: "2026-09-30", value: 1234.5 });
  expect(usageSchema.parse({ ...figure, date: "2026-09-29T23:30:00Z" }).date).toBe("2026-09-30");
});

test("what is no figure is refused, field by field", () => {
  const bad: [Partial<Record<keyof typeof figure, unknown>>, string][] = [
    ...(
      [{ value: "beaucoup" }, { value: -1 }, { value: Infinity }, { value: NaN }, { value: "" }] as const
    ).map((value): [object, string] => [value, "value"]),
    ...([{ date: "2026-02-30" }, { date: "31/04/2026" }, { date: "" }, { date: "hier" }] as const).map(
      (date): [object, string] => [date, "date"],
    ),
    ...[{ metric: " " }, { metric: "x".repeat(101) }, { metric: 3 }].map((metric): [object, string] => [
      metric,
      "metric",
    ]),
  ];
  for (const [change, field] of bad) {
    const { error } = usageSchema.safeParse({ ...figure, ...change });
    expect([change, [...new Set(error?.issues.map(({ path }) => path.join(".")))]]).toEqual([
      change,
      [field],
    ]);
  }
});

test("a day that has not come has no figure yet; three months later it is no longer recent", () => {
  expect(futureRefusal("2026-10-01", "2026-09-30")).toContain("01/10/2026");
  expect(futureRefusal("2026-09-30", "2026-09-30")).toBeNull();
  expect(recentSince("2026-09-30")).toBe("2026-07-02");
});

test("of the same day, the last figure said stays, and saying it again changes nothing", () => {
  const facts = fc.array(
    fc.record({
      institutionId: fc.constantFrom("a", "b"),
      metric: fc.constantFrom("visites", "dossiers"),
      date: fc.constantFrom("2026-09-01", "2026-09-02"),
      value: fc.nat(9),
    }),
  );
  fc.assert(
    fc.property(facts, (given) => {
      const kept = lastOfEach(given);
      expect(lastOfEach([...given, ...kept])).toEqual(kept);
      for (const fact of kept)
        expect(fact).toEqual(
          given.findLast(
            (one) =>
              one.institutionId === fact.institutionId &&
              one.metric === fact.metric &&
              one.date === fact.date,
          ),
        );
    }),
  );
});

test("figures are gathered by what they count, the freshest first, each in the order of days", () => {
  const fact = (metric: string, date: string) => ({
    ...{ id: metric + date, institutionId: "a", metric, date, value: 1, source: null },
  });
  const facts = [
    fact("visites", "2026-08-31"),
    fact("dossiers", "2026-09-30"),
    fact("visites", "2026-07-31"),
  ];
  expect(seriesOf(facts).map(({ metric, facts: of }) => [metric, of.map(({ date }) => date)])).toEqual([
    ["dossiers", ["2026-09-30"]],
    ["visites", ["2026-07-31", "2026-08-31"]],
  ]);
});
