import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { lostClaims, MatchIndex, type Known } from "#app/universe/dila/match.ts";
import { readRecord } from "#app/universe/dila/record.ts";
import { planUniverse } from "#app/universe/plan.server.ts";
import { type Expected, makeSample } from "../../dila/sample.ts";

/** The reference data as it is derived, without a database. */
async function universe() {
  const lots = (await planUniverse()).flatMap((step) => step.lots.map((lot) => lot.rows()));
  const territories = new Map(lots.flatMap((lot) => lot.territories ?? []).map((row) => [row.code, row]));
  const institutions = lots.flatMap((lot) => lot.institutions ?? []);
  const known = institutions.map((row): Known => {
    const territory = territories.get(row.territoryCode ?? "");
    return {
      ...row,
      siret: null,
      territoryName: territory?.name ?? null,
      postcodes: territory?.postcodes ?? [],
    };
  });
  const places = [...territories.values()]
    .filter(({ kind }) => kind === "commune")
    .map(
      (row) =>
        [
          row.code,
          {
            ...{ region: row.regionCode, departement: row.departementCode },
            ...{ arrondissement: row.arrondissementCode, epci: row.epciCode },
          },
        ] as const,
    );
  return {
    index: new MatchIndex(known, new Map(places)),
    keys: new Map(institutions.map((row) => [row.id, row.key!])),
  };
}

test("the committed sample is what its generator writes, and holds three hundred records", async () => {
  const { records } = await makeSample();
  expect(records.length).toBeGreaterThanOrEqual(300);
  const committed = await readFile(new URL("../../dila/sample.json", import.meta.url), "utf8");
  expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(records)));
});

test(
  "every record of the sample is matched, flagged or left as its trap asks",
  { timeout: 60_000 },
  async () => {
    const { records, expected } = await makeSample();
    const { index, keys } = await universe();
    const read = records.flatMap((raw) => {
      const record = readRecord(raw);
      return "reason" in record ? [] : [record];
    });
    const first = [...new Map(read.toReversed().map((record) => [record.id, record])).values()];
    for (const record of first) index.count(record);
    const verdicts = first.map((record) => ({ record, verdict: index.match(record) }));
    const claims = verdicts.flatMap(({ record, verdict: { by, institutionId } }) =>
      institutionId ? [{ id: record.id, by: by!, institutionId }] : [],
    );
    const lost = new Set(lostClaims(claims).map(({ id }) => id));
    const found = verdicts.map(({ record, verdict }): [string, string, Expected] => [
      record.id,
      record.name,
      lost.has(record.id)
        ? { match: "ambiguous", candidates: [keys.get(verdict.institutionId!)!] }
        : {
            match: verdict.match as Expected["match"],
            ...(verdict.institutionId && { by: verdict.by!, key: keys.get(verdict.institutionId)! }),
            ...(verdict.candidates.length > 0 && {
              candidates: verdict.candidates.map((id) => keys.get(id)!).sort(),
            }),
          },
    ]);
    for (const [id, name, verdict] of found) {
      const wanted = expected.get(id)!;
      expect([name, verdict]).toEqual([
        name,
        { ...wanted, ...(wanted.candidates && { candidates: wanted.candidates.toSorted() }) },
      ]);
    }
  },
);
