import { expect, test } from "vitest";
import { checkBeforeLaunch, type LaunchFacts, settledPoints } from "#app/campaigns/pre-launch.ts";

const facts: LaunchFacts = {
  mailbox: { server: true, paused: false, local: false },
  senderIdentity: "Ministère de l’Agriculture",
  footerConfirmed: true,
  recipients: [{ contactId: "a", institutionId: "i" }],
  excluded: [],
  faults: [],
  quiet: [],
  solicited: { ours: 0, others: 0 },
};

const codes = (more: Partial<LaunchFacts>) => {
  const { blocking, warnings } = checkBeforeLaunch({ ...facts, ...more });
  return { blocking: blocking.map(({ code }) => code), warnings: warnings.map(({ code }) => code) };
};

test("a campaign with a mailbox, an identity and someone to write to has nothing against it", () => {
  expect(codes({})).toEqual({ blocking: [], warnings: [] });
});

test("only a mailbox, its server, an identity, words fit to be sent and someone to write to can block", () => {
  expect(codes({ mailbox: null }).blocking).toEqual(["no_mailbox"]);
  expect(codes({ mailbox: { server: false, paused: false, local: false } }).blocking).toEqual(["no_server"]);
  expect(codes({ senderIdentity: " " }).blocking).toEqual(["no_sender_identity"]);
  expect(codes({ recipients: [] }).blocking).toEqual(["nobody_left"]);
  const faults = [{ code: "empty_message" as const, message: "Relance : le message est vide." }];
  expect(codes({ faults }).blocking).toEqual(["empty_message"]);
  expect(codes({ mailbox: null, senderIdentity: null, recipients: [] }).blocking).toHaveLength(3);
});

test("when nobody is left, those who were chosen are named, and the warnings say why", () => {
  const excluded = [
    { contactId: "b", email: "b@c.fr", reason: "missing_field" as const, detail: "contact.nom" },
  ];
  const check = checkBeforeLaunch({ ...facts, recipients: [], excluded });
  expect(check.blocking).toMatchObject([{ code: "nobody_left", contactIds: ["b"] }]);
  expect(check.warnings[0]!.message).toContain("{{ contact.nom }}");
  expect(settledPoints(check)).not.toContain("Chaque champ a sa valeur");
});

test("what goes to the local mailbox leaves, and whoever launches knows that nobody receives it", () => {
  expect(codes({ mailbox: { server: true, paused: false, local: true } })).toEqual({
    ...{ blocking: [], warnings: ["local_only"] },
  });
});

test("everything else warns, by name, and does not block", () => {
  const { blocking, warnings } = checkBeforeLaunch({
    ...{ ...facts, footerConfirmed: false, mailbox: { server: true, paused: true, local: false } },
    recipients: [
      { contactId: "a", institutionId: "i" },
      { contactId: "b", institutionId: "i" },
      { contactId: "c", institutionId: null },
      { contactId: "d", institutionId: null },
    ],
    excluded: [
      { contactId: "e", email: null, reason: "no_address" },
      { contactId: "f", email: "f@g.fr", reason: "missing_field", detail: "contact.prenom" },
    ],
    solicited: { ours: 1, others: 2 },
  });
  expect(blocking).toEqual([]);
  expect(warnings).toEqual([
    {
      code: "no_address",
      message: "1 personne sans adresse électronique ne recevra rien.",
      contactIds: ["e"],
    },
    { code: "missing_field", message: expect.stringContaining("{{ contact.prenom }}"), contactIds: ["f"] },
    { code: "footer_unconfirmed", message: expect.any(String) },
    { code: "mailbox_paused", message: expect.any(String) },
    { code: "same_institution", message: expect.stringContaining("1 institution"), contactIds: ["a", "b"] },
    {
      code: "recently_solicited",
      message:
        "Des institutions de la liste ont été sollicitées il y a moins de 30 jours\u00A0: 1 par votre produit, 2 par un autre produit.",
    },
  ]);
});

test("messages that a quiet period holds back are told with their day", () => {
  const quiet = [
    { until: "2027-01-04", names: ["Fêtes"], contactIds: ["a", "b"] },
    { until: "2027-01-11", names: ["Fêtes", "Vœux"], contactIds: ["c"] },
  ];
  const check = checkBeforeLaunch({ ...facts, quiet });
  expect(check.blocking).toEqual([]);
  expect(check.warnings.map(({ message }) => message)).toEqual([
    "2 messages attendront le 4 janvier 2027\u00a0: période calme «\u00a0Fêtes\u00a0».",
    "1 message attendra le 11 janvier 2027\u00a0: périodes calmes «\u00a0Fêtes\u00a0», «\u00a0Vœux\u00a0».",
  ]);
  expect(settledPoints(check)).not.toContain("Aucune période calme");
});
