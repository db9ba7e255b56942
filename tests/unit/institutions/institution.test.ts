import { expect, test } from "vitest";
import {
  corrected,
  institutionChange,
  institutionInput,
  placeLabel,
  readCorrections,
  sourceOf,
} from "#app/institutions/institution.ts";

const named = { name: "Mission locale de Lunel", kind: "association" };

function faults(input: object): Record<string, string> {
  const { error } = institutionInput.safeParse({ ...named, ...input });
  return Object.fromEntries((error?.issues ?? []).map((issue) => [issue.path.join("."), issue.message]));
}

test("a name and a kind are enough; empty fields are absent facts", () => {
  expect(institutionInput.parse(named)).toEqual(named);
  expect(institutionInput.parse({ ...named, acronym: "", siren: "", email: null })).toEqual({
    ...named,
    ...{ acronym: null, siren: null, email: null },
  });
});

test("identifiers are read as they are written, with or without spaces", () => {
  const input = { siren: "213 401 722", siret: "213\u00A0401\u00A0722\u202F00019", website: "lunel.example" };
  expect(institutionInput.parse({ ...named, ...input })).toMatchObject({
    ...{ siren: "213401722", siret: "21340172200019", website: "https://lunel.example" },
  });
});

test("each fault has its sentence in French", () => {
  expect(faults({ name: " ", kind: "planète" })).toEqual({
    name: "Indiquez le nom de l’institution.",
    kind: "Choisissez un type d’institution.",
  });
  expect(faults({ siren: "123", siret: "A2345678901234", email: "maire@", website: "ftp://x y" })).toEqual({
    siren: "Un SIREN a 9 chiffres.",
    siret: "Un SIRET a 14 chiffres.",
    email: "Cette adresse n’a pas la forme d’un courriel.",
    website: "Cette adresse n’a pas la forme d’un site.",
  });
});

test("a change says only what changes", () => {
  expect(institutionChange.parse({ phone: "" })).toEqual({ phone: null });
  expect(institutionChange.parse({})).toEqual({});
});

test("a place is a département and its number, or a région, or nothing", () => {
  const herault = { departement: "34", departementName: "Hérault", regionName: "Occitanie" };
  expect(placeLabel(herault)).toBe("Hérault (34)");
  expect(placeLabel({ ...herault, departement: null, departementName: null })).toBe("Occitanie");
  expect(placeLabel({ departement: null, departementName: null, regionName: null })).toBe("");
});

test("corrections apply over the shared facts, even to say that there is none", () => {
  const shared = { name: "Mairie", acronym: null, email: "vieille@x.example", phone: "01", website: null };
  const by = readCorrections({
    email: { value: null, at: "2026-10-06T10:00:00Z", byId: "u" },
    phone: { value: "02", at: "2026-10-06T10:00:00Z", byId: null },
  });
  expect(corrected(shared, by)).toEqual({ ...shared, email: null, phone: "02" });
  expect(readCorrections({ kind: { value: "commune" } })).toEqual({});
});

test("a fact has its own source where it has one", () => {
  const row = {
    ...{ source: "Code officiel géographique", vintage: "2026" },
    provenance: { phone: { source: "Annuaire DILA", vintage: "sept. 2026" } },
  };
  expect(sourceOf("phone", row)).toEqual({ source: "Annuaire DILA", vintage: "sept. 2026" });
  expect(sourceOf("name", row)).toEqual({ source: "Code officiel géographique", vintage: "2026" });
});
