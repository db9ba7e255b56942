import { expect, test } from "vitest";
import { cycleForm, objectiveForm, proposeCycle } from "#app/objectives/cycle.ts";
import { provingStages } from "#app/objectives/metrics.ts";
import { outlook } from "#app/objectives/objective.ts";
import { sayOutlook } from "#app/objectives/words.ts";
import { DEFAULT_STAGES } from "#app/settings/default-stages.ts";

const ends = new Date("2026-12-31");
const cycle = { starts: 20_000, ends: 20_183 };

function said(
  value: number,
  target: number,
  since: number,
  metric: "volunteers" | "penetration" = "volunteers",
) {
  const counted = { metric, usageMetric: null, usageCount: null };
  const step = metric === "penetration" ? 0.1 : 1;
  return sayOutlook(
    { ...counted, value, target, ...outlook({ base: 0, value, target }, cycle, cycle.starts + since, step) },
    ends,
  );
}

test("an objective is said in the words of a committee", () => {
  expect(said(9, 15, 97)).toBe("Dans le rythme\u00A0: 16 prévus fin décembre");
  expect(said(3, 8, 97)).toBe("À risque\u00A0: 5 prévus, il en faut 1 tous les 17 jours");
  expect(said(0, 8, 3)).toBe("Trop tôt pour prévoir\u00A0: il en faut 1 tous les 22 jours");
  expect(said(8, 8, 97)).toBe("Atteint");
  expect(said(5, 8, 300)).toBe("Non atteint\u00A0: il manquait 3");
  expect(said(4, 20, 97, "penetration")).toBe(
    "À risque\u00A0: 7,5\u00A0% prévus, il en faut 1,4 point par semaine",
  );
});

test("the next cycle begins where the last one ended, and lasts six months", () => {
  expect(proposeCycle(null, "2026-07-14")).toEqual({
    ...{ name: "Juillet à décembre 2026", startsOn: "2026-07-01", endsOn: "2026-12-31" },
  });
  expect(proposeCycle("2026-08-30", "2026-11-22")).toEqual({
    ...{ name: "Août 2026 à février 2027", startsOn: "2026-08-31", endsOn: "2027-02-27" },
  });
});

test("a cycle ends after it begins; a target is a number above zero, written as one writes", () => {
  expect(cycleForm.safeParse({ name: "A", startsOn: "2026-07-01", endsOn: "2026-07-01" }).success).toBe(
    false,
  );
  expect(cycleForm.safeParse({ name: "A", startsOn: "hier", endsOn: "2026-07-01" }).success).toBe(false);
  const target = (text: string, metric = "volunteers") =>
    objectiveForm.safeParse({ metric, target: text, usageMetric: "x" });
  expect(target("12 000").data?.target).toBe(12_000);
  expect(target("2,5\u00A0%", "penetration").data?.target).toBe(2.5);
  expect(["0", "-3", "", "beaucoup", "1e99", "Infinity"].map((text) => target(text).success)).toEqual(
    Array.from({ length: 6 }, () => false),
  );
  expect(target("120", "penetration").success).toBe(false);
  expect(objectiveForm.safeParse({ metric: "usage", target: "3", usageMetric: " " }).success).toBe(false);
});

test("stages prove by their place: what is won past a milestone counts, whatever its name", () => {
  const stages = [
    ...DEFAULT_STAGES,
    { name: "En rodage", kind: "won", milestone: null, position: 6.5 } as const,
  ];
  const names = (metric: "volunteers" | "deployed" | "active") =>
    provingStages(stages as never[], metric).map((stage: { name: string }) => stage.name);
  expect(names("volunteers")).toContain("En rodage");
  expect(names("deployed")).not.toContain("Volontaire");
  expect(names("active")).toEqual(["Actif", "Ambassadeur"]);
});
