import fc from "fast-check";
import { expect, test } from "vitest";
import { worstCase } from "#app/campaigns/preview-pick.ts";
import type { Recipient } from "#app/campaigns/recipients.ts";
import { MERGE_FIELDS, type MergeField } from "#app/outbox/merge.ts";

const FIELDS = Object.keys(MERGE_FIELDS) as MergeField[];
const value = fc.option(fc.string({ maxLength: 30 }));
const person = fc
  .record({
    email: fc.emailAddress(),
    values: fc.record(Object.fromEntries(FIELDS.map((field) => [field, value]))),
  })
  .map((one) => ({ ...one, contactId: "c", source: null }) as unknown as Recipient);
const use = fc.record({ field: fc.constantFrom(...FIELDS), fallback: fc.boolean() });

test("the worst case is at least as long as anyone in each field, and empty wherever a fallback may be read", () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 8 }), fc.array(use), (people, uses) => {
      const text = uses
        .map(({ field, fallback }) => `{{ ${field}${fallback ? ' | default: "x"' : ""} }}`)
        .join(" ");
      const { values, email } = worstCase(people, { subject: "Essai", text })!;
      for (const field of FIELDS) {
        const own = uses.filter((one) => one.field === field);
        const optional = own.length > 0 && own.every(({ fallback }) => fallback);
        const most = Math.max(...people.map((one) => one.values[field]?.trim().length ?? 0));
        expect(values[field]?.length ?? 0).toBe(optional ? 0 : most);
      }
      expect(email.length).toBe(Math.max(...people.map((one) => one.email.length)));
    }),
  );
});

test("nobody has no worst case", () => {
  expect(worstCase([], { subject: "x", text: "y" })).toBeNull();
});
