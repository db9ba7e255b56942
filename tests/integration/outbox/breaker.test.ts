import { expect, test } from "vitest";
import { findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { db } from "#app/db/db.server.ts";
import { ingest } from "#app/inbox/ingest.server.ts";
import { closeBreaker } from "#app/outbox/mailboxes.server.ts";
import { readResults } from "#app/results/page.server.ts";
import { createCampaign, ledger, states } from "../../outbox-factories.ts";
import { sendAll, useSinks } from "./sending.ts";

const sinkWith = useSinks();
const emails = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `a${from + i}@mairie.example`);

async function bounce(campaignId: string, email: string): Promise<void> {
  const { id, mailboxId } = (await ledger(campaignId))[email]!;
  const report = [
    ...["From: MAILER-DAEMON@mx.example", "To: camille@parcelle.example", "Subject: Undelivered"],
    ...[`Message-ID: <${crypto.randomUUID()}@mx.example>`, "MIME-Version: 1.0"],
    'Content-Type: multipart/report; report-type=delivery-status; boundary="B"',
    ...["", "--B", "Content-Type: text/plain", "", "user unknown", "--B"],
    ...["Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example"],
    ...[`Original-Envelope-Id: ${id}`, "", `Final-Recipient: rfc822; ${email}`, "Action: failed"],
    ...["Status: 5.1.1", "Diagnostic-Code: smtp; 550 5.1.1 User unknown", "", "--B--", ""],
  ].join("\r\n");
  await ingest(mailboxId, report, new Date());
}

test("the third of fifty to come back holds first touches, says so, and only a hand lets them leave again", async () => {
  const sink = await sinkWith();
  const first = await createCampaign({ mailbox: { smtpUrl: sink.url }, emails: emails(0, 10) });
  const { actor, mailboxId } = first;
  await sendAll();
  await bounce(first.id, "a0@mairie.example");
  await bounce(first.id, "a1@mairie.example");
  const mailbox = () => db.mailbox.findUniqueOrThrow({ where: { id: mailboxId } });
  expect((await mailbox()).trippedAt).toBeNull();
  await bounce(first.id, "a2@mairie.example");
  expect((await mailbox()).trippedAt).not.toBeNull();

  const second = await createCampaign({ actor, mailbox: { id: mailboxId }, emails: emails(20, 3) });
  const followUp = await createCampaign({ actor, mailbox: { id: mailboxId }, emails: emails(30, 1) });
  await db.message.updateMany({ where: { campaignId: followUp.id }, data: { rank: 2 } });
  await sendAll();
  expect(new Set(Object.values(await states(second.id)))).toEqual(new Set(["queued"]));
  expect(await states(followUp.id)).toEqual({ "a30@mairie.example": "sent" });
  const page = await readResults(actor, await findCampaign(actor, second.id), new URLSearchParams());
  expect(page.mailbox?.trouble).toContain("disjoncteur");

  await closeBreaker(actor, mailboxId);
  await sendAll();
  expect(new Set(Object.values(await states(second.id)))).toEqual(new Set(["sent"]));
  await bounce(second.id, "a20@mairie.example");
  expect((await mailbox()).trippedAt, "what was sent before no longer counts").toBeNull();
});
