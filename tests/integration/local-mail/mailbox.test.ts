import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { listReplies } from "#app/day/replies.server.ts";
import { returnSchema } from "#app/local-mail/local-mail.ts";
import { findLocalMail, listLocalMails, readLocalMail } from "#app/local-mail/local-mails.server.ts";
import { returnLocalMail } from "#app/local-mail/return.server.ts";
import { sendSystemMail } from "#app/outbox/system-mail.server.ts";
import { createActor } from "../../factories.ts";
import { createCampaign, ledger } from "../../outbox-factories.ts";
import { sendAll } from "../outbox/sending.ts";

const emails = ["maud@ddtm.example", "luc@ddt.example"];

async function sentTo(addresses = emails) {
  const campaign = await createCampaign({ emails: addresses });
  await sendAll();
  const { items } = await listLocalMails(campaign.actor);
  const idOf = (email: string) => items.find(({ to }) => to === email)!.id;
  return { ...campaign, idOf };
}

test("an answer given in the recipient's name is a reply to handle, and theirs alone", async () => {
  const { id, actor, idOf } = await sentTo();
  await returnLocalMail(actor, idOf(emails[0]!), { kind: "reply", text: "Oui, mardi à 10 h." });
  const { items } = await listReplies(actor, 10);
  expect(items.map(({ summary }) => summary)).toEqual([expect.stringContaining("Oui, mardi à 10 h.")]);
  expect(await db.enrollment.count({ where: { campaignId: id, repliedAt: { not: null } } })).toBe(1);
  expect(await readLocalMail(actor, idOf(emails[0]!))).toMatchObject({ answered: "reply" });
  expect(await readLocalMail(actor, idOf(emails[1]!))).toMatchObject({ answered: null });
});

test("a refusal, an absence and an objection come back as what they are", async () => {
  const { id, actor, idOf } = await sentTo(["a@ddt.example", "b@ddt2.example", "c@ddt3.example"]);
  await returnLocalMail(actor, idOf("a@ddt.example"), { kind: "bounce" });
  const until = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  await returnLocalMail(actor, idOf("b@ddt2.example"), { kind: "away", until });
  await returnLocalMail(actor, idOf("c@ddt3.example"), { kind: "objection" });
  expect((await ledger(id))["a@ddt.example"]!.state).toBe("bounced");
  const paused = await db.enrollment.findMany({ where: { campaignId: id, pausedUntil: { not: null } } });
  expect(paused).toMatchObject([{ pausedUntil: new Date(until) }]);
  expect(await db.suppression.count()).toBe(1);
  expect(await db.inboundMessage.count({ where: { productId: actor.productId } })).toBe(3);
});

test("a product reads and answers its own mail alone", async () => {
  const { actor, idOf } = await sentTo();
  const stranger = await createActor();
  const mail = idOf(emails[0]!);
  expect(await listLocalMails(stranger)).toEqual({ items: [], total: 0 });
  await expect(readLocalMail(stranger, mail)).rejects.toMatchObject({ code: "not_found" });
  await expect(returnLocalMail(stranger, mail, { kind: "bounce" })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(readLocalMail(actor, "nonsense")).rejects.toMatchObject({ code: "not_found" });
  const reader = { ...actor, role: "reader" as const };
  expect((await readLocalMail(reader, mail)).text).toContain("Bonjour");
  await expect(returnLocalMail(reader, mail, { kind: "bounce" })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("the list is searched by name, address, institution and subject, and whatever is typed finds or not", async () => {
  const { actor } = await sentTo();
  const found = async (q: string) => (await listLocalMails(actor, q)).total;
  expect(await found("MAUD ddtm")).toBe(1);
  expect(await found("vingt minutes")).toBe(2);
  for (const odd of ["%", "_", "\\", "''", "é".repeat(200), "n’existe pas"]) await found(odd);
  expect(await found("personne")).toBe(0);
});

test("an invitation or a password is read by an administrator of all that it opens, and nobody else", async () => {
  const [admin, other] = [await createActor(), await createActor()];
  const invitee = await db.user.create({
    data: { id: crypto.randomUUID(), name: "Luc", email: "luc@ddt.example" },
  });
  const member = (productId: string) =>
    db.membership.create({ data: { userId: invitee.id, productId, role: "deployer" } });
  await sendSystemMail({ to: invitee.email, subject: "Mot de passe", text: "Lien", html: "<p>Lien</p>" });
  const [mail] = await db.localMail.findMany();
  const seenBy = async (actor: Actor) => (await listLocalMails(actor)).total;
  expect(await seenBy(admin)).toBe(0);
  await member(admin.productId);
  expect(await seenBy(admin)).toBe(1);
  expect(await seenBy({ ...admin, role: "deployer" })).toBe(0);
  await expect(returnLocalMail(admin, mail!.id, { kind: "bounce" })).rejects.toMatchObject({
    code: "conflict",
  });
  // Its link would open the other product too.
  await member(other.productId);
  expect([await seenBy(admin), await seenBy(other)]).toEqual([0, 0]);
  await expect(findLocalMail(admin, mail!.id)).rejects.toMatchObject({ code: "not_found" });
});

test("what is not an answer is refused in French, and nothing comes back", () => {
  for (const input of [
    {},
    { kind: "reply", text: "  " },
    { kind: "reply", text: "x".repeat(5001) },
    { kind: "away", until: "demain" },
    { kind: "resign" },
  ]) {
    const { error } = returnSchema.safeParse(input);
    expect(error?.issues[0]!.message).toMatch(/^[A-ZÉ].*\.$/);
  }
});
