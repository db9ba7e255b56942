import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { db, pool } from "#app/db/db.server.ts";
import { getInstitutionFile } from "#app/institutions/institution-file.server.ts";
import { updateInstitution } from "#app/institutions/update-institution.server.ts";
import { applyIfAsked, applyLoad, readChanges, requestApplication } from "#app/universe/dila/apply.server.ts";
import { currentLoad } from "#app/universe/dila/loads.server.ts";
import { decideDoubt, listDoubts } from "#app/universe/dila/queue.server.ts";
import { readDila } from "#app/universe/dila/read.server.ts";
import { loadUniverse } from "#app/universe/load.server.ts";
import { makeSample } from "../../dila/sample.ts";
import { createActor } from "../../factories.ts";
import { runJson } from "../cli/run-cli.ts";

const SAMPLE = new URL("../../dila/sample.json", import.meta.url);
const fileName = "sample.json";

async function* sample() {
  yield await readFile(SAMPLE);
}

test("the directory is read, reported, applied once, and says nothing new when applied again", async () => {
  const actor = await createActor();
  await loadUniverse();
  const before = await versions();
  const { records, expected } = await makeSample();
  const loadId = await readDila(sample(), { fileName });

  // The report, before anything is written.
  expect(await versions()).toEqual(before);
  const load = (await currentLoad())!;
  const count = (match: string) => [...expected.values()].filter((one) => one.match === match).length;
  expect(load).toMatchObject({ id: loadId, state: "report", vintage: "2024-06-06" });
  expect(load.counts).toMatchObject({
    ...{ read: records.length, matched: count("matched"), ambiguous: count("ambiguous") },
    ...{ unmatched: count("unmatched"), refused: count("refused") },
  });
  expect(load.counts.byType.mairie!.matched).toBeGreaterThan(190);
  const { rows: staged } = await pool.query<{
    recordId: string;
    match: string;
    by: string | null;
    key: string | null;
  }>(
    `SELECT r."recordId", r."match", r."by", i."key" FROM "ReferenceRecord" r LEFT JOIN "Institution" i ON i."id" = r."institutionId"`,
  );
  for (const { recordId, match, by, key } of staged) {
    const { candidates: _, ...wanted } = expected.get(recordId)!;
    expect([recordId, { match, ...(key && { by, key }) }]).toEqual([recordId, wanted]);
  }
  const changes = await readChanges(loadId);
  expect(changes.institutions).toBe(count("matched"));
  expect(changes.phone).toBeGreaterThan(250);

  // A product's correction is its own.
  const lunel = await db.institution.findUniqueOrThrow({ where: { key: "commune:34145" } });
  await updateInstitution(actor, lunel.id, { phone: "04 67 00 00 00" });
  const logged = await db.change.count();
  await applyLoad(loadId);
  expect(await db.change.count()).toBe(logged);
  const file = await getInstitutionFile(actor, lunel.id);
  expect(file.phone).toBe("04 67 00 00 00");
  expect(file.corrections.phone!.shared).toMatch(/^\+33199/);
  expect(file.email).toMatch(/^contact@dila-\d+\.example$/);
  expect(file.sources.email).toEqual({ source: "Annuaire DILA", vintage: "6 juin 2024" });
  expect(file.address).toContain("34400 Lunel");
  const ddt = await db.institution.findFirstOrThrow({ where: { key: "caf:02" } });
  expect(ddt.toConfirm).toBe(false);

  // A parent's children are under it, but for the circle.
  const above = await pool.query(
    `SELECT r."source", r."confidence" FROM "Relation" r JOIN "Institution" f ON f."id" = r."fromId"
         JOIN "Institution" t ON t."id" = r."toId"
       WHERE f."key" = 'caf:02' AND t."key" = 'prefecture:02' AND r."kind" = 'oversight'`,
  );
  expect(above.rows).toEqual([{ source: "Annuaire DILA", confidence: 100 }]);
  expect((await currentLoad())!.counts.circular).toBe(1);

  // Nobody's name or address has come in.
  const people = await pool.query(
    `SELECT count(*)::int AS n FROM "ReferenceRecord" r WHERE r::text ~* 'invent[ée]e|jeanne'`,
  );
  expect(people.rows).toEqual([{ n: 0 }]);
  expect(await db.contact.count()).toBe(0);

  // Twice is once.
  const after = await versions();
  expect(await readChanges(loadId)).toMatchObject({ institutions: 0, phone: 0, confirmed: 0 });
  await applyLoad(loadId);
  expect(await versions()).toEqual(after);
  const again = await readDila(sample(), { fileName });
  expect(await readChanges(again)).toMatchObject({ institutions: 0, phone: 0 });
  await applyLoad(again);
  expect(await versions()).toEqual(after);

  // A later load of the universe leaves what the directory has brought.
  await pool.query(`UPDATE "UniverseStep" SET "checksum" = 'of last year'`);
  await loadUniverse();
  expect(
    await db.institution.findUnique({ where: { key: "caf:02" }, select: { phone: true, toConfirm: true } }),
  ).toEqual({ phone: ddt.phone, toConfirm: false });

  // What only a human can tell.
  const { doubts } = await listDoubts(again);
  const doubt = doubts.find(({ candidates }) => candidates.length === 2)!;
  const [chosen] = doubt.candidates;
  await expect(decideDoubt(actor, doubt.recordId, lunel.id)).rejects.toMatchObject({ status: 404 });
  await decideDoubt(actor, doubt.recordId, chosen!.id);
  expect(await readChanges(again)).toMatchObject({ institutions: 1 });
  await requestApplication(actor);
  expect(await applyIfAsked()).toBe(true);
  expect(await readChanges(again)).toMatchObject({ institutions: 0 });
  const twins = doubts.filter(({ name }) => name === "Mairie - Toulouse");
  await decideDoubt(actor, twins[0]!.recordId, twins[0]!.candidates[0]!.id);
  await expect(decideDoubt(actor, twins[1]!.recordId, twins[1]!.candidates[0]!.id)).rejects.toMatchObject({
    status: 409,
  });
  await decideDoubt(actor, twins[1]!.recordId, null);
  await decideDoubt(actor, twins[0]!.recordId, undefined);
  // What was decided holds for the next file.
  const next = await readDila(sample(), { fileName });
  expect(
    (await listDoubts(next)).doubts.find(({ recordId }) => recordId === doubt.recordId)!.decided,
  ).toEqual({
    institutionId: chosen!.id,
  });
  expect((await currentLoad())!.counts.by.hand).toBe(1);

  // The same from the command line: a dry run leaves nothing.
  const { code, answer } = await runJson(["universe", "load", "--dila", SAMPLE.pathname, "--dry-run"]);
  expect(code).toBe(0);
  expect(answer).toMatchObject({ applied: false, read: records.length, refused: count("refused") });
  expect(await db.referenceRecord.count({ where: { by: { not: "hand" } } })).toBe(0);
});

test("a file that is not the directory is refused with a sentence, and leaves nothing behind", async () => {
  const cases: [Buffer, RegExp][] = [
    [Buffer.from(""), /vide/],
    [Buffer.from("<!DOCTYPE html><title>Maintenance</title>"), /page web/],
    [Buffer.from('{"total_count": 1, "results": []}'), /pas la liste attendue/],
    [
      Buffer.from('[{"id": "a", "nom": "Mairie - A"}, {"id": "b", "no'),
      /s’arrête au milieu \(après 1 fiche\)/,
    ],
    [Buffer.from('[{"id": "a", "nom": "Mairie - A"} {'), /pas du JSON lisible/],
    [Buffer.from('[{"id": "a", "nom": "Pr\u00E9fecture"}]', "latin1"), /UTF-8/],
    [Buffer.from('\uFEFF[{"id": "a"}]', "utf16le"), /UTF-8/],
    [Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), /\.gz est abîmée/],
    [Buffer.from("PK\u0003\u0004"), /\.zip/],
    [Buffer.from("[]"), /aucune fiche/],
  ];
  for (const [bytes, sentence] of cases) {
    const given = (async function* () {
      for (let at = 0; at < bytes.length; at += 5) yield bytes.subarray(at, at + 5);
    })();
    await expect(readDila(given, { fileName })).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(sentence),
    });
    expect(await currentLoad()).toMatchObject({ state: "failed", error: expect.stringMatching(sentence) });
  }
  expect(await db.referenceRecord.count()).toBe(0);
  const actor = await createActor();
  await expect(requestApplication(actor)).rejects.toMatchObject({ status: 409 });
});

test("a file cut while it is being sent leaves nothing, and two are not read at once", async () => {
  const records = Array.from({ length: 3000 }, (_, n) => `{"id": "r${n}", "nom": "Mairie - ${n}"}`);
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const cut = (async function* () {
    yield Buffer.from(`[${records.join(",")}`);
    await gate;
    throw new Error("socket hang up");
  })();
  const reading = readDila(cut, { fileName });
  const counted = async () => (await currentLoad())?.counts.read === 3000;
  for (let turn = 0; turn < 2000 && !(await counted()); turn++);
  expect(await currentLoad()).toMatchObject({ state: "reading" });
  await expect(readDila(sample(), { fileName })).rejects.toMatchObject({ status: 409 });
  go();
  await expect(reading).rejects.toThrow("socket hang up");
  expect(await db.referenceRecord.count()).toBe(0);
  expect(await currentLoad()).toMatchObject({ state: "failed" });
});

test("only an administrator applies or settles", async () => {
  const deployer = await createActor("deployer");
  await expect(requestApplication(deployer)).rejects.toMatchObject({ status: 403 });
  await expect(decideDoubt(deployer, "x", null)).rejects.toMatchObject({ status: 403 });
});

/** Which transactions wrote the rows: equal when none was written since. */
async function versions() {
  const { rows } = await pool.query<{ count: number; sum: string }>(
    `SELECT count(*)::int, sum(version)::text FROM (
       SELECT xmin::text::bigint AS version FROM "Institution"
       UNION ALL SELECT xmin::text::bigint FROM "Relation") AS written`,
  );
  return rows[0]!;
}
