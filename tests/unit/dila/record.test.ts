import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutCircles } from "#app/universe/dila/parents.ts";
import { isPart, nameKey } from "#app/universe/dila/names.ts";
import { readPhone } from "#app/universe/dila/phone.ts";
import { readDay, readEmail, readRecord } from "#app/universe/dila/record.ts";
import { readUpload } from "#app/universe/dila/upload.ts";
import { apiRecord, dumpRecord } from "../../dila/records.ts";

test("a record reads alike from the dump and from the API", () => {
  const body = {
    n: 7,
    name: "Mairie - Lunel",
    pivot: "mairie",
    insee: "34145",
    siren: "213401458",
    town: "Lunel",
    postcode: "34400",
    children: ["x"],
  };
  expect(readRecord(apiRecord(body))).toEqual(readRecord(dumpRecord(body)));
  expect(readRecord(dumpRecord(body))).toMatchObject({
    ...{
      insee: "34145",
      siren: "213401458",
      phone: "+33199000007",
      email: "contact@dila-7.example",
      children: ["x"],
    },
    ...{
      website: "https://www.dila-7.example/",
      address: "8 place de l’Essai, 34400 Lunel",
      modifiedOn: "2024-06-06",
    },
  });
});

test("nobody who works there is read, whatever the record holds", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 6 }).filter((text) => /^\p{L}+$/u.test(text)),
      (name) => {
        const people = [
          { fonction: "Maire", personne: { nom: name, adresse_courriel: [`${name}@x.example`] } },
        ];
        const read = readRecord(dumpRecord({ n: 1, name: "Mairie", more: { affectation_personne: people } }));
        expect(JSON.stringify(read)).not.toContain(name);
      },
    ),
  );
});

test("whatever a record is, it is read or refused with a sentence, and what is read can be kept", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.dictionary(
          fc.constantFrom("id", "nom", "pivot", "adresse", "telephone", "siret", "hierarchie"),
          fc.anything(),
        ),
      ),
      (raw) => {
        const read = readRecord(raw);
        if ("reason" in read) expect(read.reason).toMatch(/\.$/);
        else expect(JSON.stringify(read)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      },
    ),
    { numRuns: 300 },
  );
});

test("phones of the mainland, of overseas, short ones, and what is none", () => {
  const cases: [string, string | null, string | null][] = [
    ["01 99 00 12 34", null, "+33199001234"],
    ["+33 (0)1 99 00 12 34", null, "+33199001234"],
    ["0262 00 12 34", null, "+262262001234"],
    ["02 69 61 12 34", null, "+262269611234"],
    ["+590 590 12 34 56", null, "+590590123456"],
    ["05 08 41 12 34", null, "+508411234"],
    ["24 12 34", "988", "+687241234"],
    ["3646", null, "3646"],
    ["01.99.00.11.22 / 01 99 00 11 23", null, "+33199001122"],
    ["poste 12", null, null],
  ];
  for (const [text, departement, phone] of cases)
    expect([text, readPhone(text, departement)]).toEqual([text, phone]);
});

test("the address of a function is taken, a person's never", () => {
  expect(readEmail("jeanne.dupont@lunel.example;Mairie@lunel.example", "Mairie - Lunel")).toBe(
    "mairie@lunel.example",
  );
  expect(readEmail("jeanne.dupont@lunel.example", "Mairie - Lunel")).toBeNull();
  expect(readEmail("ville.lunel@orange.example", "Mairie - Lunel")).toBe("ville.lunel@orange.example");
  expect(readEmail("lunel34@orange.example; x", "Mairie - Lunel")).toBe("lunel34@orange.example");
  expect(readEmail(["un@a.example"], "Mairie")).toBe("un@a.example");
});

test("days, names and parts", () => {
  expect(readDay("06/06/2024 15:25:42")).toBe("2024-06-06");
  for (const none of ["31/02/2024 10:00:00", "2024-06-06", "", null]) expect(readDay(none)).toBeNull();
  expect(nameKey("Communauté d’agglomération du Pays de Lunel (CAPL)")).toBe(nameKey("CA du Pays de Lunel"));
  expect(nameKey("L’Haÿ-les-Roses")).toBe("hay roses");
  for (const part of [
    "Mairie déléguée - X",
    "Mairie annexe - Y",
    "CAF - Accueil de Z",
    "Mairie - Paris 3e Arrondissement",
  ])
    expect([part, isPart(part)]).toEqual([part, true]);
  for (const whole of ["Mairie - Lunel", "Sous-préfecture - Béziers", "DDTM - Hérault"])
    expect(isPart(whole)).toBe(false);
});

test("parents never make a circle, whatever the file says", () => {
  const edge = fc.record({ from: fc.nat(6).map(String), to: fc.nat(6).map(String) });
  fc.assert(
    fc.property(fc.array(edge), (asked) => {
      const { kept, circular } = withoutCircles([], asked);
      expect(kept.length + circular).toBe(asked.length);
      // With no circle, going up ends.
      const up = (one: string, left: number): void => {
        expect(left).toBeGreaterThan(0);
        for (const { to } of kept.filter(({ from }) => from === one)) up(to, left - 1);
      };
      for (const { from } of kept) up(from, 9);
    }),
  );
});

test("the file of a form comes out whole, wherever the chunks are cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 1, max: 50 }),
      async (content, size) => {
        const form = new FormData();
        form.set("fichier", new File([content as BlobPart], "annuaire.json"));
        const whole = new Request("http://essaim.example", { method: "POST", body: form });
        const type = whole.headers.get("Content-Type")!;
        const bytes = new Uint8Array(await whole.arrayBuffer());
        const body = new ReadableStream({
          start(controller) {
            for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
            controller.close();
          },
        });
        const request = new Request("http://essaim.example", {
          method: "POST",
          body,
          headers: { "Content-Type": type },
          duplex: "half",
        } as RequestInit);
        const upload = await readUpload(request);
        expect(upload.fileName).toBe("annuaire.json");
        const read = [];
        for await (const chunk of upload.bytes) read.push(chunk);
        expect(Buffer.concat(read)).toEqual(Buffer.from(content));
      },
    ),
    { numRuns: 50 },
  );
  const nothing = new Request("http://essaim.example", { method: "POST", body: new FormData() });
  await expect(readUpload(nothing)).rejects.toMatchObject({ status: 400 });
});
