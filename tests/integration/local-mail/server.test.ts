import type { SendMailOptions } from "nodemailer";
import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { keepMail } from "#app/local-mail/keep-mail.server.ts";
import { KEPT, LARGEST_BYTES, LOCAL_REPLY } from "#app/local-mail/local-mail.ts";
import { localServerUrl } from "#app/local-mail/local-server.server.ts";
import { transportFor } from "#app/outbox/transport.server.ts";
import { createActor } from "../../factories.ts";
import { createCampaign, ledger } from "../../outbox-factories.ts";
import { sendAll } from "../outbox/sending.ts";

const emails = ["maud@mairie.example", "éloïse@mairie.example"];
const letter = {
  from: "camille@parcelle.example",
  to: "maud@mairie.example",
  subject: "Un essai",
  text: "Oui.",
};

test("without any server, what a product writes is received inside, beside the row it comes from", async () => {
  const campaign = await createCampaign({ emails });
  await sendAll();
  const rows = await ledger(campaign.id);
  expect(Object.values(rows).map(({ state }) => state)).toEqual(["sent", "sent"]);
  const kept = await db.localMail.findMany();
  expect(kept.map(({ recipients }) => recipients.join()).sort()).toEqual([...emails].sort());
  for (const { productId, messageId, sender, recipients, raw } of kept) {
    const { id, reply, rfcMessageId } = rows[recipients[0]!]!;
    expect({ productId, messageId }).toEqual({ productId: campaign.actor.productId, messageId: id });
    expect(sender).toBe("camille@parcelle.example");
    expect(reply).toContain(LOCAL_REPLY);
    expect(Buffer.from(raw).toString()).toContain(`Message-ID: <${rfcMessageId}>`);
  }
});

test("what carries the Message-ID of another product's message is filed beside nothing", async () => {
  const campaign = await createCampaign({ emails: ["maud@mairie.example"] });
  const { rfcMessageId } = (await ledger(campaign.id))["maud@mairie.example"]!;
  const stranger = await createActor();
  await hand(await localServerUrl(stranger.productId), { ...letter, messageId: `<${rfcMessageId}>` });
  expect(await db.localMail.findMany()).toMatchObject([{ productId: stranger.productId, messageId: null }]);
});

test("nobody else on the machine may hand it anything", async () => {
  const { productId } = await createActor();
  const url = new URL(await localServerUrl(productId));
  url.password = "guessed";
  await expect(hand(url.href, letter)).rejects.toMatchObject({ responseCode: 535 });
  url.username = url.password = "";
  await expect(hand(url.href, letter)).rejects.toMatchObject({ responseCode: 530 });
  expect(await db.localMail.count()).toBe(0);
});

test("a message too large is refused", async () => {
  const { productId } = await createActor();
  const line = `${"x".repeat(70)}\n`;
  const text = line.repeat(LARGEST_BYTES / line.length + 1);
  await expect(hand(await localServerUrl(productId), { ...letter, text })).rejects.toMatchObject({
    responseCode: 552,
  });
  expect(await db.localMail.count()).toBe(0);
});

test("it keeps so many messages a product, the oldest go first, and no other product's", async () => {
  const [one, other] = [await createActor(), await createActor()];
  await db.localMail.create({ data: rowOf(other.productId, 0) });
  await db.localMail.createMany({ data: Array.from({ length: KEPT }, (_, i) => rowOf(one.productId, i)) });
  const raw = new Uint8Array(Buffer.from("Subject: Le dernier\r\n\r\nOui."));
  await keepMail({ productId: one.productId, sender: "", recipients: ["maud@mairie.example"], raw });
  const kept = await db.localMail.findMany({
    where: { productId: one.productId },
    orderBy: { receivedAt: "asc" },
    select: { subject: true },
  });
  expect(kept).toHaveLength(KEPT);
  expect([kept[0]!.subject, kept.at(-1)!.subject]).toEqual(["1", "Le dernier"]);
  expect(await db.localMail.count({ where: { productId: other.productId } })).toBe(1);
});

test("what has no form is kept as it came", async () => {
  const { productId } = await createActor();
  for (const text of ["", "\0\0", "Subject: =?utf-8?B?AAAA?=\r\nDate: jamais\r\n\r\n", "Ni tête\r\nni queue"])
    await keepMail({ productId, sender: "", recipients: [], raw: new Uint8Array(Buffer.from(text)) });
  expect(await db.localMail.count({ where: { productId } })).toBe(4);
});

function rowOf(productId: string, i: number) {
  return {
    ...{ productId, sender: "", recipients: [], subject: String(i), raw: new Uint8Array() },
    receivedAt: new Date(Date.UTC(2026, 0, 1) + i * 1000),
  };
}

async function hand(url: string, mail: SendMailOptions): Promise<void> {
  const transport = transportFor(url);
  try {
    await transport.sendMail(mail);
  } finally {
    transport.close();
  }
}
