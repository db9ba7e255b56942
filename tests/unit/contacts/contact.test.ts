import { expect, test } from "vitest";
import { isRoleAddress, normalizePhone } from "#app/contacts/address.ts";
import { contactChange, contactInput, contactName } from "#app/contacts/contact.ts";

const base = { institutionId: "i", source: "rencontre" };

function faults(input: object): Record<string, string> {
  const { error } = contactInput.safeParse({ ...base, ...input });
  return Object.fromEntries((error?.issues ?? []).map((issue) => [issue.path.join("."), issue.message]));
}

test.each([
  ["04 65 71 00 12", "0465710012"],
  ["+33 (0)4 65 71 00 12", "0465710012"],
  ["0033 4.65.71.00.12", "0465710012"],
  ["+262 639 12 34 56", "0639123456"],
  ["+508 41 10 10", "0508411010"],
  ["+32 2 555 12 12", "3225551212"],
  ["3939", "3939"],
])("« %s » is compared as %s", (written, compared) => {
  expect(normalizePhone(written)).toBe(compared);
});

test.each([
  ...["contact@x.example", "MAIRIE@x.example", "mairie-noyon@x.example", "accueil.lunel@x.example"],
  ...["ddtm@herault.example", "dgs@x.example", "secretariat2@x.example"],
])("%s is the address of a function", (email) => {
  expect(isRoleAddress(email)).toBe(true);
});

test.each(["h.castaing@x.example", "marie.contact@x.example", "infante@x.example", "@", ""])(
  "« %s » is not",
  (email) => {
    expect(isRoleAddress(email)).toBe(false);
  },
);

test("a last name or an e-mail is needed", () => {
  expect(faults({ firstName: "Hélène" })).toEqual({ lastName: "Donnez un nom ou un courriel." });
  expect(faults({ lastName: "Castaing" })).toEqual({});
  expect(faults({ email: "contact@mairie.example" })).toEqual({});
});

test("an e-mail is judged by its syntax, and an address says where it comes from", () => {
  expect(faults({ email: "h.castaing@introuvable.invalid" })).toEqual({});
  expect(faults({ email: "h.castaing@", lastName: "Castaing" })).toEqual({
    email: "Cette adresse n’a pas la forme d’un courriel.",
  });
  expect(faults({ lastName: "C", source: " " })).toEqual({ source: "Dites d’où vient cette adresse." });
  expect(faults({ lastName: "C", source: undefined })).toEqual({ source: "Dites d’où vient cette adresse." });
});

test("empty fields are absent facts; in a change, they are emptied ones", () => {
  expect(contactInput.parse({ ...base, lastName: " Castaing ", email: "", phone: "" })).toEqual({
    ...{ ...base, lastName: "Castaing", email: null, phone: null },
  });
  expect(contactChange.parse({ phone: "" })).toEqual({ phone: null });
});

test("a person has a name, a function its address", () => {
  const nobody = { firstName: null, lastName: null, email: null };
  expect(contactName({ ...nobody, firstName: "Hélène", lastName: "Castaing" })).toBe("Hélène Castaing");
  expect(contactName({ ...nobody, email: "contact@x.example" })).toBe("contact@x.example");
  expect(contactName(nobody)).toBe("Sans nom");
});
