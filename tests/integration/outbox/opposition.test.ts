import { RouterContextProvider } from "react-router";
import { expect, test } from "vitest";
import { clientAddressContext } from "#app/client-address.server.ts";
import { db } from "#app/db/db.server.ts";
import { isOpposed, opposeByToken, readRecipient, recordOpposition } from "#app/outbox/opposition.server.ts";
import { loader, middleware } from "#app/outbox/routes/unsubscribe.tsx";
import { unsubscribeToken } from "#app/outbox/unsubscribe-token.server.ts";
import { createActor, createContact } from "../../factories.ts";
import { createCampaign, ledger, states } from "../../outbox-factories.ts";
import { sendAll, useSinks } from "./sending.ts";

const sinkWith = useSinks();

async function tokenOf(campaignId: string, email: string): Promise<string> {
  return unsubscribeToken((await ledger(campaignId))[email]!.id);
}

test("whoever objects is forgotten by every campaign of every product, and stays so", async () => {
  const sink = await sinkWith();
  const first = await createCampaign({
    mailbox: { smtpUrl: sink.url },
    emails: ["a@mairie.example", "b@mairie.example"],
  });
  const second = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails: ["A@Mairie.example"] });
  const token = await tokenOf(first.id, "a@mairie.example");
  expect(await readRecipient(token)).toMatchObject({ email: "a@mairie.example", opposed: false });
  await opposeByToken(token);
  await opposeByToken(token);
  expect(await readRecipient(token)).toMatchObject({ opposed: true });
  await sendAll();
  expect(sink.accepted.map((mail) => mail.to)).toEqual(["b@mairie.example"]);
  expect(await states(second.id)).toEqual({ "A@Mairie.example": "cancelled" });
  expect(await db.contact.count({ where: { opposedAt: { not: null } } })).toBe(2);
  expect(await db.suppression.count()).toBe(1);
  expect(await db.messageEvent.count({ where: { kind: "opposed" } })).toBe(2);
  expect(await db.enrollment.count({ where: { state: "stopped" } })).toBe(2);
  expect(await isOpposed(["a@MAIRIE.example ", "b@mairie.example"])).toEqual(new Set(["a@MAIRIE.example "]));
  expect(JSON.stringify(await db.suppression.findMany())).not.toContain("mairie");
});

test("an opposition outlives the contact: the same address, met again, gets nothing", async () => {
  const sink = await sinkWith();
  const first = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails: ["a@mairie.example"] });
  await opposeByToken(await tokenOf(first.id, "a@mairie.example"));
  await db.product.delete({ where: { id: first.actor.productId } }).catch(() => {});
  await db.contact.deleteMany();
  const again = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails: ["a@mairie.example"] });
  await sendAll();
  expect(sink.accepted).toHaveLength(0);
  const { "a@mairie.example": row } = await ledger(again.id);
  expect(row).toMatchObject({ state: "cancelled", workerId: null, attempt: 0 });
  expect(row!.reply).toContain("opposée");
});

test("an opposition follows the person to another address", async () => {
  const sink = await sinkWith();
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails: ["new@mairie.example"] });
  await recordOpposition(campaign.actor, campaign.contacts[0]!.id);
  await db.suppression.deleteMany();
  await db.message.updateMany({ data: { state: "queued" } });
  await db.enrollment.updateMany({ data: { state: "active" } });
  await sendAll();
  expect(sink.accepted).toHaveLength(0);
});

test("a contact deleted or withdrawn between the launch and the sending gets nothing, and the ledger says why", async () => {
  const sink = await sinkWith();
  const emails = ["a@mairie.example", "b@mairie.example", "c@mairie.example"];
  const campaign = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails });
  await db.contact.delete({ where: { id: campaign.contacts[0]!.id } });
  await db.enrollment.update({
    where: { campaignId_contactId: { campaignId: campaign.id, contactId: campaign.contacts[1]!.id } },
    data: { state: "stopped" },
  });
  await sendAll();
  expect(sink.accepted.map((mail) => mail.to)).toEqual(["c@mairie.example"]);
  const rows = await ledger(campaign.id);
  expect(rows["a@mairie.example"]).toMatchObject({ state: "cancelled", reply: "Le contact a été supprimé." });
  expect(rows["b@mairie.example"]).toMatchObject({ state: "cancelled" });
});

test("a deployer who is told records it; a reader may not, and another product's contact does not exist", async () => {
  const actor = await createActor("deployer");
  const contact = await createContact(actor, { email: "a@mairie.example" });
  await recordOpposition(actor, contact.id);
  expect(await isOpposed(["a@mairie.example"])).toHaveLength(1);
  await expect(recordOpposition({ ...actor, role: "reader" }, contact.id)).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(recordOpposition(await createActor(), contact.id)).rejects.toMatchObject({
    code: "not_found",
  });
});

test("only a POST objects: a GET shows, one click answers plainly, a forged link is not found", async () => {
  const campaign = await createCampaign({ emails: ["a@mairie.example"] });
  const token = await tokenOf(campaign.id, "a@mairie.example");
  const context = new RouterContextProvider();
  context.set(clientAddressContext, "192.0.2.1");
  const visit = (asked: string, init?: RequestInit) => {
    const url = `http://essaim.example/desinscription/${asked}`;
    const args = { request: new Request(url, init), params: { token: asked }, context, url: new URL(url) };
    return middleware[0]!(args as never, (async () => new Response("page")) as never) as Promise<Response>;
  };
  await visit(token);
  await loader({ params: { token } } as never);
  expect(await db.suppression.count()).toBe(0);

  const oneClick = { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) };
  const answer = await visit(token, oneClick);
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("set-cookie")]).toEqual([
    ...[200, "text/plain; charset=utf-8", null],
  ]);
  expect(await states(campaign.id)).toEqual({ "a@mairie.example": "cancelled" });
  // Replayed: nothing more happens, and the answer is the same.
  expect((await visit(token, oneClick)).status).toBe(200);
  expect(await db.suppression.count()).toBe(1);
  const forged = `${token.slice(0, -4)}AAAA`;
  await expect(visit(forged, oneClick)).rejects.toMatchObject({ code: "not_found" });
  await expect(readRecipient("x")).rejects.toMatchObject({ code: "not_found" });
  // Expired: the message it names is no more.
  await db.message.deleteMany();
  await expect(visit(token, oneClick)).rejects.toMatchObject({ code: "not_found" });
});
