import { expect, test } from "vitest";
import { createToken } from "#app/api/tokens.server.ts";
import type { Actor } from "#app/auth/actor.ts";
import { launchCampaign } from "#app/campaigns/launch.server.ts";
import { db } from "#app/db/db.server.ts";
import { mergeContacts } from "#app/duplicates/merge.server.ts";
import { createLink } from "#app/institutions/relations.server.ts";
import { createCycle } from "#app/objectives/cycles.server.ts";
import { createObjective } from "#app/objectives/objectives.server.ts";
import { logInteraction } from "#app/interactions/interactions.server.ts";
import { planTask } from "#app/interactions/tasks.server.ts";
import { putUsage } from "#app/pipeline/usage.server.ts";
import { sendLetter } from "#app/letters/write.server.ts";
import { inviteMember } from "#app/settings/members.server.ts";
import { addProduct } from "#app/settings/set-up.server.ts";
import { prepare as prepareImport } from "./imports/bring-in.ts";
import { type Belongings, createBelongings } from "../api-examples.ts";
import { createContact } from "../factories.ts";
import { pagesAs, signedInPages } from "../page-caller.ts";
import { createSnippet } from "#app/snippets/snippets.server.ts";
import { saveView } from "#app/views/views.server.ts";

/** Whose id stands at each parameter. A page with another one asks for its line here. */
const PARAMETERS: Record<string, string> = {
  "imports/:id": "imports",
  "institutions/:id": "institutions",
  "contacts/:id": "contacts",
  "partenariats/:id": "opportunities",
  "campagnes/:id": "campaigns",
  "apercu/:contactId": "contacts",
  "envois/:messageId": "messages",
  "boites/:id": "mailboxes",
  "courriels/:id": "letters",
  "membres/:id": "members",
  "invitations/:id": "invitations",
  "produits/:id": "products",
  "liens/:linkId": "links",
  "postes/:positionId": "positions",
  "reunion/:otherId": "otherContacts",
  "distinction/:otherId": "otherContacts",
  "reunions/:mergeId": "merges",
  "modifications/:id": "changes",
  "usage/:factId": "usage",
  "etapes/:id": "stages",
  "reponses/:id": "replies",
  "courriers/:id": "inbound",
  "echanges/:id": "replies",
  "actions/:id": "tasks",
  "objectifs/:id": "objectives",
  "cycles/:id": "cycles",
  "jetons/:id": "tokens",
  "vues/:id": "views",
  "suite/:id": "volunteers",
  "boite-locale/:id": "localMails",
  "extraits/:id": "snippets",
  "purge/:contactId": "contacts",
  "messages/:stepId": "steps",
  "variantes/:variantId": "variants",
  "destinataires/:enrollmentId": "enrollments",
  "sollicitations/:id": "quietWindows",
};

/** What an action reads before, or beside, its object. */
const formsOf = (owned: Belongings): Record<string, Record<string, string>> => ({
  "/campagnes/:id/audience": { version: "1", contacts: owned.contacts! },
  "/campagnes/:id/brouillon": { version: "1", mailboxId: owned.mailboxes! },
  "/campagnes/:id/essai": { contactId: owned.contacts! },
  "/campagnes/:id/programmation": { at: "2099-01-04T09:00" },
  "/campagnes/:id/arrets": { stopStageId: owned.stages! },
  "/campagnes/:id/messages/:stepId": { delayDays: "3" },
  "/campagnes/:id/messages/:stepId/place": { way: "up" },
  "/campagnes/:id/variantes/:variantId": { text: "Autre" },
  "/campagnes/:id/envois/:messageId/verdict": { answer: "sent" },
  "/campagnes/:id/echappee": { hypothesis: "Vu", goal: "reply", threshold: "20", endsOn: "2199-01-01" },
  "/campagnes/:id/volontaires": { open: "oui" },
  "/volontaires/suite/:id": { handled: "oui" },
  "/campagnes/:id/echappee/verdict": { verdict: "stop", lesson: "Vu" },
  "/institutions/:id/liens": { otherId: owned.others!, link: "partners outgoing" },
  "/institutions/:id/echanges": { kind: "call", summary: "Rappeler mardi", contactId: owned.contacts! },
  "/objectifs": { cycle: owned.cycles!, metric: "meetings", target: "3" },
  "/objectifs/:id": { metric: "meetings", target: "3" },
  "/objectifs/cycles/:id": { name: "Autre", startsOn: "2030-01-01", endsOn: "2030-06-30" },
  "/contacts/:id/complement": { institutionId: owned.others!, lastName: "Castaing", source: "appel" },
  "/institutions/:id/plan": { field: "stakes", value: "Tenir" },
  "/institutions/:id/cadence": { cadenceDays: "60" },
  "/contacts/:id/postes": { institutionId: owned.others! },
  "/contacts/:id/postes/:positionId/fin": { date: "2026-09-01" },
  "/contacts/:id/changement-de-poste": { institutionId: owned.others!, date: "2026-09-01" },
  "/echanges": { kind: "call", summary: "Vu", institutionId: owned.institutions!, with: owned.contacts! },
  "/echanges/:id": { kind: "call", summary: "Vu", with: owned.contacts! },
  "/reponses/:id": { sentiment: "positive" },
  "/reponses/courriers/:id/decision": { decision: `contact:${owned.contacts!}` },
  "/reponses/courriers/:id/retour": { setId: "x" },
  "/reponses/courriers/:id/rattachement": { institutionId: owned.institutions! },
  "/actions": { title: "Rappeler", institutionId: owned.institutions! },
  "/actions/:id": { title: "Rappeler", contactId: owned.contacts! },
  "/institutions/:id/usage": { metric: "visites", date: "2026-09-30", value: "412" },
  "/institutions/:id/usage/:factId": { metric: "visites", date: "2026-09-29", value: "412" },
  "/reglages/etapes/:id": { name: "Autre étape", milestone: "" },
  "/reglages/etapes/:id/place": { way: "up" },
  "/reglages/boites/:id": { name: "Autre", fromAddress: "autre@essaim.example", smtpUrl: "", dailyCap: "10" },
  "/contacts/:id/courriel": {
    to: "ce contact",
    mailboxId: owned.mailboxes!,
    subject: "Un essai",
    text: "Oui",
  },
  "/institutions/:id/courriel": {
    ...{ to: owned.contacts!, mailboxId: owned.mailboxes!, subject: "Un essai", text: "Oui" },
  },
  "/courriels/:id/verdict": { answer: "sent" },
  "/vues/:id": { change: "delete" },
  "/boite-locale/:id/retour": { kind: "bounce" },
  "/reglages/extraits/:id": { name: "Autre", text: "Texte" },
  "/reglages/purge/:contactId/garde": { until: "2027-06-30", reason: "suit un projet" },
  "/actions-groupees/contacts": { change: "remove", id: owned.contacts! },
  "/reglages/membres/:id/role": { role: "reader" },
});

const FICHES = ["institutions", "contacts", "partenariats", "campagnes", "boites"];

async function createNeighbour(name: string) {
  const account = { name, email: `${name}@essaim.example`, password: "une phrase convient" };
  const actor: Actor = { role: "admin", ...(await addProduct({ product: name, ...account })) };
  const belongings = await createBelongings(actor);
  const launched = await createBelongings(actor);
  await launchCampaign(actor, launched.campaigns!);
  await inviteMember(actor, { email: `${name}@invite.example`, role: "reader" });
  const { productId } = actor;
  await createLink(actor, launched.institutions!, {
    ...{ otherId: belongings.institutions!, link: { kind: "partners", way: "outgoing" } },
  });
  const cycle = await createCycle(actor, { name: "Cycle", startsOn: "2026-07-01", endsOn: "2026-12-31" });
  const objective = await createObjective(actor, cycle.id, {
    ...{ metric: "volunteers", usageMetric: "", usageCount: "sum", target: 3 },
  });
  const token = await createToken(actor, "export");
  const reply = await logInteraction(actor, {
    ...{ kind: "email", summary: "Oui", direction: "inbound", institutionId: launched.institutions! },
  });
  const task = await planTask(actor, { institutionId: launched.institutions!, title: "Rappeler" });
  const file = await prepareImport(actor, "contacts", "nom;courriel;institution\nA;a@x.example;Ici\n");
  const letter = await sendLetter(actor, {
    ...{ to: belongings.contacts!, mailboxId: belongings.mailboxes!, subject: "Un essai", text: "Oui" },
  });
  const [message, member, invitation, link, change] = await Promise.all([
    db.message.findFirstOrThrow({ where: { productId, campaign: { kind: "sequence" } } }),
    db.membership.findFirstOrThrow({ where: { productId } }),
    db.invitation.findFirstOrThrow({ where: { productId } }),
    db.relation.findFirstOrThrow({ where: { productId } }),
    db.change.findFirstOrThrow({ where: { productId, action: "contact.création" } }),
  ]);
  const stage = await db.stage.findFirstOrThrow({ where: { productId, milestone: "meeting" } });
  const { id: usage } = await putUsage(actor, {
    ...{ institutionId: belongings.institutions!, metric: "dossiers", date: "2026-09-30", value: 3 },
  });
  const position = await db.position.findFirstOrThrow({ where: { contactId: belongings.contacts! } });
  const [one, other, absorbed] = [
    await createContact(actor),
    await createContact(actor),
    await createContact(actor),
  ];
  const [step, quiet] = await Promise.all([
    db.step.findFirstOrThrow({ where: { campaignId: belongings.campaigns! }, include: { variants: true } }),
    db.quietWindow.create({
      data: {
        productId,
        name: "Élections",
        startsOn: new Date("2099-01-01"),
        endsOn: new Date("2099-01-09"),
      },
    }),
  ]);
  const view = await saveView(actor, { list: "contacts", name: "Tous", search: "", shared: true });
  await createSnippet(actor, { name: "Rendez-vous", text: "Auriez-vous vingt minutes ?" });
  const snippet = await db.snippet.findFirstOrThrow({ where: { productId } });
  const { mergeId } = await mergeContacts(actor, one.id, absorbed.id);
  const mail = await db.localMail.create({
    data: {
      ...{ productId, messageId: message.id, sender: "", recipients: ["a@x.example"], subject: "Oui" },
      raw: new Uint8Array(),
    },
  });
  const inbound = await db.inboundMessage.create({
    data: {
      ...{ productId, mailboxId: launched.mailboxes!, identity: "x@mairie.example", kind: "human" },
      ...{
        subject: "Oui",
        words: "Oui",
        text: "Oui",
        receivedAt: new Date(),
        raw: new Uint8Array(),
        size: 3,
      },
    },
  });
  const volunteer = await db.volunteer.create({
    data: {
      ...{ productId, campaignId: belongings.campaigns!, institution: "Mairie", name: "Maud" },
      email: "maud@mairie.example",
    },
  });
  const more = {
    inbound: inbound.id,
    volunteers: volunteer.id,
    localMails: mail.id,
    imports: file.id,
    ...{ otherContacts: other.id, merges: mergeId },
    ...{ messages: message.id, letters: letter.id },
    enrollments: message.enrollmentId,
    ...{ steps: step.id, variants: step.variants[0]!.id, quietWindows: quiet.id },
    members: member.id,
    invitations: invitation.id,
    products: productId,
    links: link.id,
    changes: change.setId,
    replies: reply.id,
    tasks: task.id,
    ...{ cycles: cycle.id, objectives: objective.id, tokens: token.id },
    positions: position.id,
    ...{ stages: stage.id, usage, views: view.id, snippets: snippet.id },
  };
  return { actor, account, owned: { ...belongings, ...more } as Belongings };
}

/** « :fiche » and « :list » are words of known lists, not ids: as many pages. */
async function pagesWithIds() {
  const pages = (await signedInPages()).filter(({ path }) => path.includes(":"));
  return pages.flatMap(({ path, methods }) => {
    const fiches = path.includes(":fiche") ? FICHES : [""];
    return fiches.map((fiche) => ({
      path: path.replace(":fiche", fiche).replace(":list", "contacts"),
      methods,
    }));
  });
}

/** The parameters of a path, each with the word before it. */
const parametersOf = (path: string) => path.match(/[\w-]+\/:\w+/g) ?? [];

function fill(path: string, idOf: (parameter: string) => string | undefined): string {
  return parametersOf(path).reduce((filled, parameter) => {
    const id = idOf(parameter);
    if (!id) throw new Error(`Whose id is « ${parameter} »? Add it to PARAMETERS.`);
    return filled.replace(parameter, parameter.replace(/:.*/, id));
  }, path);
}

test("every page and every action on another product's id is 404, and changes nothing there", async () => {
  const [ours, theirs] = [await createNeighbour("nous"), await createNeighbour("voisins")];
  const call = await pagesAs(ours.account);
  const before = await changesOf(theirs.actor.productId);
  const open: string[] = [];
  for (const { path, methods } of await pagesWithIds()) {
    for (const foreign of parametersOf(path)) {
      const place = fill(path, (parameter) => {
        const { owned } = parameter === foreign ? theirs : ours;
        return owned[PARAMETERS[parameter] ?? ""];
      });
      for (const method of methods) {
        const status = await call(method, place, formsOf(ours.owned)[path]);
        if (status !== 404) open.push(`${method} ${path}, their ${foreign}: ${status}`);
      }
    }
  }
  expect(open).toEqual([]);
  expect(await changesOf(theirs.actor.productId)).toBe(before);
});

test("every id of another product inside a form is 404", async () => {
  const [ours, theirs] = [await createNeighbour("nous"), await createNeighbour("voisins")];
  const call = await pagesAs(ours.account);
  const before = await changesOf(ours.actor.productId);
  const open: string[] = [];
  for (const [path, form] of Object.entries(formsOf(theirs.owned))) {
    if (Object.values(form).every((value) => !Object.values(theirs.owned).includes(value))) continue;
    const status = await call(
      "POST",
      fill(path, (parameter) => ours.owned[PARAMETERS[parameter] ?? ""]),
      form,
    );
    if (status !== 404) open.push(`${path} ${JSON.stringify(form)}: ${status}`);
  }
  expect(open).toEqual([]);
  expect(await changesOf(ours.actor.productId)).toBe(before);
});

test("its own member meets none of these 404", async () => {
  const { account, owned } = await createNeighbour("nous");
  const call = await pagesAs(account);
  for (const { path, methods } of await pagesWithIds()) {
    if (!methods.includes("GET")) continue;
    const place = fill(path, (parameter) => owned[PARAMETERS[parameter] ?? ""]);
    expect([200, 302], path).toContain(await call("GET", place));
  }
});

const changesOf = (productId: string) => db.change.count({ where: { productId } });
