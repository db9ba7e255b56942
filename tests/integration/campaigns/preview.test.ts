import { RouterContextProvider } from "react-router";
import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { memberContext, type Member } from "#app/auth/context.ts";
import { findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { readComposer } from "#app/campaigns/composer.server.ts";
import { launchCampaign } from "#app/campaigns/launch.server.ts";
import { previewMessage } from "#app/campaigns/preview.server.ts";
import { loader } from "#app/campaigns/routes/preview.ts";
import { sendTrial } from "#app/campaigns/trial.server.ts";
import { db } from "#app/db/db.server.ts";
import { addStep, updateFollowUp } from "#app/campaigns/steps.server.ts";
import { createActor } from "../../factories.ts";
import { ledger } from "../../outbox-factories.ts";
import { useSinks } from "../outbox/sending.ts";
import { createDraft } from "./set-up.ts";

const sinkWith = useSinks();

async function preview(actor: Actor, id: string, contactId: string, search = ""): Promise<Response> {
  const context = new RouterContextProvider();
  context.set(memberContext, actor as Member);
  const url = new URL(`http://essaim.example/campagnes/${id}/apercu/${contactId}${search}`);
  const request = new Request(url);
  const pattern = "/campagnes/:id/apercu/:contactId" as const;
  return loader({ context, params: { id, contactId }, url, request, pattern });
}

test("a preview is a page of its own that can load and run nothing, and that only our pages may frame", async () => {
  const { id, actor, contactIds } = await createDraft();
  const response = await preview(actor, id, contactIds[0]!);
  const policy = response.headers.get("content-security-policy")!;
  expect(policy.split("; ")).toEqual(
    expect.arrayContaining(["default-src 'none'", "sandbox", "frame-ancestors 'self'", "img-src data:"]),
  );
  expect(policy).not.toContain("script-src");
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await response.text()).toContain("Bonjour Maud,</p>");
  const plain = await preview(actor, id, contactIds[0]!, "?format=texte");
  expect(plain.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(await plain.text()).toContain("Bonjour Maud,\n\nAuriez-vous");
});

test("what is typed cannot become markup in a preview", async () => {
  const { id, actor, contactIds } = await createDraft({
    text: "<script>alert(1)</script> {{ contact.nom }}",
  });
  await db.contact.updateMany({ data: { lastName: "<img src=x onerror=alert(1)>" } });
  const html = await (await preview(actor, id, contactIds[0]!)).text();
  expect(html).not.toMatch(/<script|<img/);
});

test("the preview of what was launched is what was frozen", async () => {
  const { id, actor, contactIds } = await createDraft();
  await launchCampaign(actor, id);
  await db.contact.updateMany({ data: { firstName: "Autre" } });
  const { "a@mairie.example": row } = await ledger(id);
  expect(await previewMessage(actor, id, contactIds[0]!)).toEqual({
    ...{ subject: row!.subject, text: row!.text, html: row!.html },
  });
});

test("any message is previewed for anyone, and for the worst case, who holds the longest values and none that may lack", async () => {
  const actor = await createActor();
  const draft = await createDraft({
    actor,
    emails: ["a@mairie.example", "bien-plus-longue@mairie.example"],
    text: 'Bonjour {{ contact.prenom | default: "" }}, {{ contact.nom }}',
  });
  const { id, contactIds } = draft;
  await db.contact.update({ where: { id: contactIds[0]! }, data: { lastName: "Castelnau-Montmirail" } });
  const followUp = await addStep(actor, id);
  await updateFollowUp(actor, id, followUp, { text: "{{ contact.prenom }} {{ contact.nom }}" });
  const worst = await previewMessage(actor, id, "difficile");
  expect(worst.text).toContain("Bonjour, Castelnau-Montmirail\n");
  expect(worst.text).toContain("bien-plus-longue@mairie.example");
  // In the follow-up the first name has no fallback: nobody is written to without one.
  expect((await previewMessage(actor, id, "difficile", followUp)).text).toContain(
    "Maud Castelnau-Montmirail",
  );
  const row = await findCampaign(actor, id);
  const ask = { wanted: "difficile", sought: null, variant: null };
  const { shown } = await readComposer(actor, row, { ...ask, previewed: followUp });
  expect(shown).toMatchObject({ variantId: followUp, contactId: "difficile", rank: null });
  expect(shown!.subject).toMatch(/^Re: Un essai/);
  // Looking for someone leaves the worst case; the preview follows the message that is written.
  const found = await readComposer(actor, row, { ...ask, sought: "castelnau", variant: followUp });
  expect(found.shown).toMatchObject({ variantId: followUp, contactId: contactIds[0], rank: 1, total: 2 });
  expect((await readComposer(actor, row, { ...ask, sought: "zzz" })).shown).toMatchObject({ rank: null });
});

test("a trial goes at once to the one who asks, and to nobody else, outside the outbox", async () => {
  const sink = await sinkWith();
  const { id, actor, contactIds } = await createDraft({ smtpUrl: sink.url });
  const { email } = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  expect(await sendTrial(actor, id, contactIds[1]!)).toBe(email);
  expect(sink.accepted.map(({ to }) => to)).toEqual([email]);
  expect(sink.accepted[0]!.headers["list-unsubscribe"]).toBeUndefined();
  expect(await db.message.count()).toBe(0);
});

test("a trial that cannot leave says what the server said", async () => {
  const { id, actor, contactIds } = await createDraft();
  await expect(sendTrial(actor, id, contactIds[0]!)).rejects.toMatchObject({
    ...{ code: "unavailable", message: expect.stringContaining("refuse la connexion") },
  });
});

test("the composer shows who is in, who is not, what is wrong where, and any of the people", async () => {
  const emails = ["a", "b", "c"].map((name) => `${name}@mairie.example`);
  const text = "Bonjour {{ contact.prénom }},\n{{ territoire.nom }}";
  const draft = await createDraft({ emails, text, subject: "Pour {{ contact.nom }}" });
  const { actor, id, contactIds } = draft;
  await db.contact.update({ where: { id: contactIds[1]! }, data: { lastName: "Zébulon" } });
  const row = await findCampaign(actor, id);
  const composer = await readComposer(actor, row, { wanted: null, sought: "zebul" });
  expect(composer).toMatchObject({
    ...{ recipients: 3, excludedCount: 0, found: true },
    faults: [{ where: "text", name: "contact.prénom", suggestion: "contact.prenom", line: 1 }],
    shown: { contactId: contactIds[1], rank: 3, total: 3, subject: "Pour Zébulon", nextId: contactIds[0] },
  });
  expect(composer.check.blocking).toMatchObject([
    { code: "unknown_field", message: expect.stringContaining("{{ contact.prénom }}") },
  ]);
});
