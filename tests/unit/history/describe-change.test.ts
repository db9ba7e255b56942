import { expect, test } from "vitest";
import { describeChange, type ToldChange } from "#app/history/describe-change.ts";
import { sayUndone } from "#app/history/say-undone.ts";

const names = new Map([
  ["s3", "Contacté"],
  ["s4", "Rendez-vous"],
  ["s9", "Pas maintenant"],
  ["s10", "Sans suite"],
  ["u1", "Camille"],
  ["u2", "Yanis"],
]);
const told = (change: Partial<ToldChange> & Pick<ToldChange, "table" | "op">) =>
  describeChange(
    { who: "Camille", action: null, before: null, after: null, title: null, ...change },
    names,
  )?.replaceAll("\u00A0", " ");

test("what happens to a partnership is told in a sentence", () => {
  const update = { table: "Opportunity", op: "update" } as const;
  expect(told({ ...update, before: { stageId: "s3" }, after: { stageId: "s4" } })).toBe(
    "Camille a déplacé de Contacté à Rendez-vous",
  );
  expect(
    told({
      ...update,
      before: { stageId: "s3", wakeOn: null },
      after: { stageId: "s9", wakeOn: "2027-03-14" },
    }),
  ).toBe("Camille a déplacé de Contacté à Pas maintenant, jusqu’au 14 mars 2027");
  expect(
    told({
      ...update,
      before: { stageId: "s3", lostReason: null, reach: 12 },
      after: { stageId: "s10", lostReason: "Un autre outil", reach: null },
    }),
  ).toBe(
    "Camille a déplacé de Contacté à Sans suite, motif : « Un autre outil » et a changé la portée de 12 à rien",
  );
  expect(
    told({ ...update, before: { reach: null, ownerId: "u1" }, after: { reach: 6840, ownerId: "u2" } }),
  ).toBe("Camille a changé le responsable de Camille à Yanis et la portée : 6 840");
  expect(told({ table: "Opportunity", op: "insert", after: { stageId: "s3" } })).toBe(
    "Camille a ajouté l’institution au pipeline, à l’étape Contacté",
  );
  expect(told({ table: "Opportunity", op: "delete", before: { stageId: "s3" } })).toBe(
    "Camille a retiré l’institution du pipeline",
  );
});

test("what happens to a next action is told in a sentence", () => {
  const after = { title: "Rappeler Hélène", dueOn: "2026-10-09" };
  expect(told({ table: "Task", op: "insert", after })).toBe(
    "Camille a planifié « Rappeler Hélène » pour le vendredi 9 octobre 2026",
  );
  const update = { table: "Task", op: "update", title: "Rappeler Hélène" } as const;
  expect(told({ ...update, before: { doneAt: null }, after: { doneAt: "2026-10-09T08:00:00Z" } })).toBe(
    "Camille a fait « Rappeler Hélène »",
  );
  expect(told({ ...update, before: { doneAt: "2026-10-09T08:00:00Z" }, after: { doneAt: null } })).toBe(
    "Camille a remis à faire « Rappeler Hélène »",
  );
  expect(told({ ...update, before: { dueOn: "2026-10-02" }, after: { dueOn: "2026-10-09" } })).toBe(
    "Camille a reporté « Rappeler Hélène » du 2 octobre 2026 au 9 octobre 2026",
  );
  expect(
    told({
      ...update,
      before: { title: "Appeler", owedBy: "us" },
      after: { title: "Écrire", owedBy: "them" },
    }),
  ).toBe("Camille a changé la prochaine action de « Appeler » à « Écrire » et qui doit agir de nous à eux");
});

test("an undoing says that it is one, and the machine goes by the product's name", () => {
  const update = {
    table: "Opportunity",
    op: "update",
    before: { stageId: "s4" },
    after: { stageId: "s3" },
  } as const;
  expect(told({ ...update, action: "annulation" })).toBe(
    "Camille, en annulant, a déplacé de Rendez-vous à Contacté",
  );
  expect(told({ ...update, who: null })).toBe("Essaim a déplacé de Rendez-vous à Contacté");
});

test("corrections, people and exchanges have their words; the machinery has none", () => {
  const corrections = (facts: object) => ({ corrections: facts });
  expect(
    told({
      ...{ table: "Account", op: "update", before: corrections({}) },
      after: corrections({ name: { value: "DDT 32" }, phone: { value: null } }),
    }),
  ).toBe("Camille a corrigé le nom : « DDT 32 » et le téléphone : rien");
  expect(
    told({
      table: "Account",
      op: "update",
      before: corrections({ name: { value: "x" } }),
      after: corrections({}),
    }),
  ).toBe("Camille a corrigé le nom comme au référentiel");
  expect(told({ table: "Contact", op: "insert", after: { firstName: "Maud", lastName: "Tessier" } })).toBe(
    "Camille a ajouté le contact « Maud Tessier »",
  );
  expect(told({ table: "Interaction", op: "insert", after: { kind: "meeting" } })).toBe(
    "Camille a noté une réunion",
  );
  expect(
    told({ table: "Institution", op: "update", before: { keywords: "a" }, after: { keywords: "b" } }),
  ).toBeUndefined();
  expect(told({ table: "Account", op: "insert", after: {} })).toBeUndefined();
});

test("an undoing hides nothing it could not do", () => {
  const kept = { reason: "changed" } as const;
  expect(sayUndone({ reverted: 2, kept: [] })).toBe("Annulé.");
  expect(sayUndone({ reverted: 2, kept: [kept, kept] })).toBe(
    "Annulé, sauf 2 éléments laissés en l’état (modifié depuis).",
  );
  expect(sayUndone({ reverted: 0, kept: [kept] })).toBe(
    "Rien n’a été annulé\u00A0: 1 élément laissé en l’état (modifié depuis).",
  );
});
