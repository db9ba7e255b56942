import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import type { AppError } from "#app/errors.ts";
import { EVERYTHING, filterParam } from "#app/filters/filter-tree.ts";
import { createOpportunity } from "#app/pipeline/opportunities.server.ts";
import { readPipeline, readStagePage } from "#app/pipeline/pipeline-page.server.ts";
import { selectedInstitutions } from "#app/pipeline/selected-institutions.server.ts";
import { isoDay } from "#app/ui/format.ts";
import { createActor, createInstitution, createSharedInstitution } from "../../factories.ts";

const day = (offset: number) => isoDay(new Date(Date.now() + offset * 86_400_000));

test("each stage shows first what is to be done first, and follows where it ended", async () => {
  const actor = await createActor();
  for (const offset of [5, null, -3, 0, ...Array.from({ length: 21 }, (_, n) => 10 + n)]) {
    const { id } = await createSharedInstitution();
    const next = offset === null ? {} : { nextAction: "Appeler", nextActionAt: day(offset) };
    await createOpportunity(actor, { institutionId: id, stage: "Contacté", ...next });
  }
  const { groups, totals } = await readPipeline(actor, { filter: EVERYTHING });
  expect(groups).toHaveLength(10);
  const contacted = groups.find(({ name }) => name === "Contacté")!;
  expect(contacted).toMatchObject({ lacking: 1, page: { total: 25 } });
  expect(contacted.page.rows.slice(0, 3).map(({ nextActionAt }) => nextActionAt)).toEqual([
    day(-3),
    day(0),
    day(5),
  ]);
  const rest = await readStagePage(actor, contacted.id, { filter: EVERYTHING }, contacted.page.nextCursor);
  expect(rest.rows).toHaveLength(5);
  expect(rest.rows.at(-1)!.nextActionAt).toBeNull();
  const ids = [...contacted.page.rows, ...rest.rows].map(({ id }) => id);
  expect(new Set(ids).size).toBe(25);
  expect(totals).toEqual({ all: 25, lacking: 1, late: 1 });
});

test("the toggles of the head narrow the list, not each other's counts", async () => {
  const actor = await createActor();
  for (const nextActionAt of [day(-1), day(1), null]) {
    const { id } = await createSharedInstitution();
    await createOpportunity(actor, {
      institutionId: id,
      nextAction: nextActionAt && "Appeler",
      nextActionAt,
    });
  }
  const late = { field: "late", op: "is", value: true } as const;
  const { groups, totals } = await readPipeline(actor, { filter: late });
  const [first] = groups;
  expect(first!.page).toMatchObject({ total: 1, rows: [{ nextActionAt: day(-1) }] });
  expect(totals).toEqual({ all: 3, lacking: 1, late: 1 });
});

test("a selection is what was ticked, or what a filter finds while it finds what was seen", async () => {
  const actor = await createActor();
  const theirs = await createActor();
  const [one, other] = [
    await createSharedInstitution({ kind: "prefecture", name: "Préfecture de l’Hérault" }),
    await createInstitution(actor, { kind: "prefecture", name: "Préfecture d’essai" }),
  ];
  await createInstitution(theirs, { kind: "prefecture" });
  await createSharedInstitution({ kind: "commune" });
  const filtre = filterParam({ field: "kind", op: "is", value: "prefecture" })!;
  const asked = (fields: [string, string][]) => selectedInstitutions(actor, formOf(fields));

  expect(
    await asked([
      ["institutionId", "x"],
      ["institutionId", "y"],
    ]),
  ).toEqual(["x", "y"]);
  expect(
    (
      await asked([
        ["filtre", filtre],
        ["q", ""],
        ["count", "2"],
      ])
    ).sort(),
  ).toEqual([one.id, other.id].sort());
  expect(
    await asked([
      ["filtre", filtre],
      ["q", "herault"],
      ["count", "1"],
    ]),
  ).toEqual([one.id]);
  expect(
    (
      await refused(
        asked([
          ["filtre", filtre],
          ["count", "3"],
        ]),
      )
    ).status,
  ).toBe(409);
  for (const fields of [
    [],
    [
      ["filtre", "{"],
      ["count", "1"],
    ],
    [["count", "x"]],
  ] as [string, string][][])
    expect((await refused(asked(fields))).status).toBe(400);
  expect(await db.opportunity.count()).toBe(0);
});

function formOf(fields: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

async function refused(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => expect.fail("nothing was refused"),
    (error: AppError) => error,
  );
}
