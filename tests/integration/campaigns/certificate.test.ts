import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { readCertificate, readSealedLedger } from "#app/campaigns/certificate.server.ts";
import { db } from "#app/db/db.server.ts";
import { createActor } from "../../factories.ts";
import { createCampaign } from "../../outbox-factories.ts";

test("a certificate seals the ledger: its file gives the same hash, and a line changed gives another", async () => {
  const emails = ["a@mairie.example", "b@mairie.example", "c@mairie.example"];
  const { id, actor } = await createCampaign({ emails });
  await db.message.updateMany({ where: { email: "a@mairie.example" }, data: { state: "sent" } });
  await db.message.updateMany({ where: { email: "b@mairie.example" }, data: { state: "uncertain" } });
  const now = new Date();
  const certificate = await readCertificate(actor, id, now);
  expect(certificate).toMatchObject({ accepted: 1, uncertain: 1, waiting: 1, rejected: 0, messages: 3 });
  const file = await new Response(await readSealedLedger(actor, id)).text();
  expect(createHash("sha256").update(file).digest("hex")).toBe(certificate.sha256);
  expect(file.split("\n")).toHaveLength(4);
  expect(file).not.toContain("mairie.example");
  expect(await readCertificate(actor, id, now)).toEqual(certificate);
  await db.message.updateMany({ where: { email: "c@mairie.example" }, data: { reply: "250 ok" } });
  expect((await readCertificate(actor, id, now)).sha256).not.toBe(certificate.sha256);
});

test("another product's campaign has no certificate here", async () => {
  const { id } = await createCampaign({ emails: ["a@mairie.example"] });
  const stranger = await createActor();
  await expect(readCertificate(stranger, id, new Date())).rejects.toMatchObject({ code: "not_found" });
  await expect(readSealedLedger(stranger, id)).rejects.toMatchObject({ code: "not_found" });
});
