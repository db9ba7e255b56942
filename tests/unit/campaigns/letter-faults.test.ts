import { expect, test } from "vitest";
import { letterFaults } from "#app/campaigns/letter-faults.ts";
import { messageNames, placeName } from "#app/campaigns/sequence.ts";

const part = { subject: "Essai", text: "Bonjour", variantId: "v" };
const messages = (...args: Parameters<typeof letterFaults>) =>
  letterFaults(...args).map((one) => one.message);

test("a message is called by its step and its variant, as far as that tells it from others", () => {
  const [one, two] = [{ variants: ["A"] }, { variants: ["A", "B"] }];
  expect(placeName([one], 0, "A")).toBeNull();
  expect(placeName([two], 0, "B")).toBe("premier message, variante B");
  expect([0, 1].map((rank) => placeName([one, one], rank, "A"))).toEqual(["premier message", "relance"]);
  expect([1, 2].map((rank) => placeName([one, two, one], rank, "B"))).toEqual([
    "relance, variante B",
    "relance 2",
  ]);
  expect(messageNames([{ variants: [{ id: "v", label: "A" }] }])).toEqual([
    { variantId: "v", name: "Premier message" },
  ]);
});

test("words fit to be sent have nothing against them", () => {
  expect(letterFaults([part, { ...part, subject: "", followUp: true }])).toEqual([]);
});

test("an empty subject or message is named with its place, and with the way to mend it", () => {
  expect(letterFaults([{ ...part, text: " \n" }])).toEqual([
    { code: "empty_message", message: "Le message est vide\u00A0: écrivez-le.", variantId: "v" },
  ]);
  const followUp = { ...part, subject: "", text: "", followUp: true, place: "relance, variante B" };
  expect(messages([{ ...part, place: "premier message", subject: "" }, followUp])).toEqual([
    "Premier message\u00A0: l’objet est vide\u00A0: écrivez-le.",
    "Relance, variante B\u00A0: le message est vide\u00A0: écrivez-le, ou retirez cette relance.",
  ]);
});

test("a fault is named with its line, in whichever message it is", () => {
  const [unknown, faulty] = messages([
    { ...part, place: "premier message, variante B", text: "Bonjour\n{{ contact.prénom }}" },
    { ...part, place: "relance", text: "{{ contact.prenom" },
  ]);
  expect(unknown).toContain("Premier message, variante B\u00A0: à la ligne 2, le champ {{ contact.prénom }}");
  expect(unknown).toContain("Vouliez-vous {{ contact.prenom }}");
  expect(faulty).toMatch(/^Relance\u00A0: à la ligne 1, une accolade/);
});

test("the address of a closed page must not leave, unless something stands in its place", () => {
  const asks = { ...part, text: "{{ lien_volontaire }}" };
  expect(letterFaults([asks]).map(({ code }) => code)).toEqual(["no_volunteer_page"]);
  expect(letterFaults([asks], "https://essaim.example/volontaires/x")).toEqual([]);
  expect(letterFaults([{ ...asks, text: '{{ lien_volontaire | default: "bientôt" }}' }])).toEqual([]);
});
