import { createServer, type Server, type Socket } from "node:net";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import type { AppError } from "#app/errors.ts";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { probeImap } from "#app/inbox/imap.server.ts";
import { enterMailbox } from "#app/outbox/mailbox-entry.server.ts";
import { mailboxForm } from "#app/outbox/mailbox-form.ts";
import { readHealth } from "#app/outbox/mailbox-health.server.ts";
import {
  forgetSecrets,
  listRemovedMailboxes,
  putMailboxBack,
  removeMailbox,
} from "#app/outbox/mailbox-removal.server.ts";
import { getMailbox, listMailboxes } from "#app/outbox/mailboxes.server.ts";
import { unseal } from "#app/outbox/secret-box.server.ts";
import { probeServer } from "#app/outbox/transport.server.ts";
import { createActor } from "../../factories.ts";
import { hasDovecot, type MailPeer, startMailPeer } from "../../mail-peer.ts";
import { createCampaign, states } from "../../outbox-factories.ts";
import { sendAll, useSinks } from "./sending.ts";

const sinkWith = useSinks();
const account = { user: "camille", pass: "une phrase juste" };
const typed = { name: "Camille", fromAddress: "camille@parcelle.example" };
const form = (fields: Record<string, string>) => mailboxForm.parse({ ...typed, ...fields });

const refusalOf = async (entering: Promise<unknown>) =>
  ((await entering.catch((error: unknown) => error)) as AppError).fields;

test("a wrong password is refused on entry in the server's words, under its field; the right one is taken", async () => {
  const actor = await createActor();
  const sink = await sinkWith({ account });
  const server = {
    smtpHost: "127.0.0.1",
    smtpPort: String(sink.port),
    smtpSecurity: "starttls",
    smtpUser: "camille",
  };
  const wrong = await refusalOf(enterMailbox(actor, null, form({ ...server, smtpPassword: "fausse" })));
  expect(wrong).toEqual({
    smtpPassword: expect.stringMatching(/refuse l’identifiant ou le mot de passe\. Il a répondu\s: 535/),
  });
  expect(await listMailboxes(actor)).toEqual([]);
  const id = await enterMailbox(actor, null, form({ ...server, smtpPassword: account.pass }));
  expect(await getMailbox(actor, id)).toMatchObject({
    smtp: { host: "127.0.0.1", user: "camille", own: true },
  });
});

test("a server nobody answers at is named under its host, unless it is kept all the same", async () => {
  const actor = await createActor();
  const server = {
    smtpHost: "127.0.0.1",
    smtpPort: "9",
    smtpSecurity: "starttls",
    imapHost: "127.0.0.1",
    imapPort: "9",
  };
  const fields = { ...server, imapSecurity: "starttls", imapUser: "camille", imapPassword: "secret" };
  expect(await refusalOf(enterMailbox(actor, null, form(fields)))).toEqual({
    smtpHost: expect.stringMatching(/127\.0\.0\.1:9 refuse la connexion/),
    imapHost: expect.stringMatching(/127\.0\.0\.1:9 refuse la connexion/),
  });
  const id = await enterMailbox(actor, null, form({ ...fields, anyway: "oui" }));
  expect((await getMailbox(actor, id)).imap).toMatchObject({ port: 9, user: "camille" });
});

/** Where dovecot-imapd is not installed, these are left out, and said so; in CI they must run. */
const withDovecot = test.skipIf(!hasDovecot && !process.env.CI);
const MAUD = "maud@mairie.example";
let started: Promise<MailPeer> | undefined;
const dovecot = () => (started ??= startMailPeer({ users: [MAUD] }));
afterAll(async () => (await started)?.stop());

const imapOf = (port: number, more: Record<string, string>) => ({
  ...{ imapHost: "127.0.0.1", imapPort: String(port), imapSecurity: "starttls", imapUser: MAUD },
  ...more,
});

withDovecot(
  "a real IMAP server refuses a wrong password under its own field; the right one is taken",
  async () => {
    const actor = await createActor();
    const { imapPort } = await dovecot();
    const sink = await sinkWith({ account });
    const smtp = {
      ...{ smtpHost: "127.0.0.1", smtpPort: String(sink.port), smtpSecurity: "starttls" },
      ...{ smtpUser: "camille", smtpPassword: account.pass },
    };
    const entering = (fields: Record<string, string>) =>
      enterMailbox(actor, null, form({ ...smtp, ...fields }));
    expect(await refusalOf(entering(imapOf(imapPort, { imapPassword: "fausse" })))).toEqual({
      imapPassword: expect.stringMatching(
        /^Le serveur 127\.0\.0\.1:\d+ refuse l’identifiant ou le mot de passe\. Il a répondu\u00A0: .*Authentication failed/,
      ),
    });
    expect(await listMailboxes(actor)).toEqual([]);
    const id = await entering(imapOf(imapPort, { imapPassword: "pw" }));
    expect((await getMailbox(actor, id)).imap).toMatchObject({ port: imapPort, user: MAUD, own: true });
  },
);

withDovecot(
  "encryption that the server does not speak is told in words that say what to choose",
  async () => {
    const { imapPort } = await dovecot();
    const actor = await createActor();
    const fields = imapOf(imapPort, { imapSecurity: "tls", imapPassword: "pw" });
    expect(await refusalOf(enterMailbox(actor, null, form(fields)))).toEqual({
      imapHost: expect.stringMatching(/^La connexion chiffrée avec 127\.0\.0\.1:\d+ échoue/),
    });
  },
);

/** Somebody who lets one in, and says no more than this. */
async function listening(greeting: string): Promise<number> {
  const sockets = new Set<Socket>();
  const server = await new Promise<Server>((resolve) => {
    const one = createServer((socket) => {
      sockets.add(socket.on("error", () => {}));
      socket.write(greeting);
    }).listen(0, "127.0.0.1", () => resolve(one));
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as { port: number }).port;
}

test.each([
  ["at once", "", ""],
  ["after its greeting", "220 mx.example ESMTP\r\n", "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello\r\n"],
])("a server that says nothing more, %s, is not waited for, and is named", async (_when, smtp, imap) => {
  const [sends, reads] = [await listening(smtp), await listening(imap)];
  const silent = {
    at: "host",
    message: expect.stringMatching(/^Le serveur 127\.0\.0\.1:\d+ ne répond pas\.$/),
  };
  expect(await probeServer(`smtp://camille:pw@127.0.0.1:${sends}`, 200)).toEqual(silent);
  expect(await probeImap(`imap://camille:pw@127.0.0.1:${reads}`, 200)).toEqual(silent);
});

test("a password left empty is kept, and is asked for again as soon as it would go elsewhere", async () => {
  const actor = await createActor();
  const sink = await sinkWith({ account });
  const other = await sinkWith({ account });
  const server = { smtpHost: "127.0.0.1", smtpSecurity: "starttls", smtpUser: "camille" };
  const at = (port: number) => ({ ...server, smtpPort: String(port) });
  const id = await enterMailbox(actor, null, form({ ...at(sink.port), smtpPassword: account.pass }));
  await enterMailbox(actor, id, form({ ...at(sink.port), signature: "Camille" }));
  const row = await db.mailbox.findUniqueOrThrow({ where: { id } });
  expect([row.signature, unseal(row.smtpSecret!)]).toEqual([
    "Camille",
    expect.stringContaining("une%20phrase"),
  ]);
  expect(await refusalOf(enterMailbox(actor, id, form(at(other.port))))).toEqual({
    smtpPassword: expect.stringMatching(/tapez de nouveau/),
  });
});

test("a mailbox removed under way sends nothing more and loses nothing; put back, it goes on", async () => {
  const sink = await sinkWith();
  const campaign = await createCampaign({
    mailbox: { smtpUrl: sink.url },
    emails: ["a@x.example", "b@x.example"],
  });
  const { actor, mailboxId } = campaign;
  const setId = crypto.randomUUID();
  await removeMailbox(actor, mailboxId, { setId });
  await sendAll();
  expect([await states(campaign.id), sink.accepted.length]).toEqual([
    { "a@x.example": "queued", "b@x.example": "queued" },
    0,
  ]);
  expect([await listMailboxes(actor), (await listRemovedMailboxes(actor)).length]).toEqual([[], 1]);
  await expect(getMailbox(actor, mailboxId)).rejects.toMatchObject({ code: "not_found" });
  await undoChangeSet({ ...actor, role: "deployer" }, setId);
  await sendAll();
  expect(await states(campaign.id)).toEqual({ "a@x.example": "sent", "b@x.example": "sent" });
  const health = (await readHealth(actor, [mailboxId])).get(mailboxId);
  expect(health).toMatchObject({
    waiting: 0,
    due: 0,
    bounced: { count: 0, of: 2 },
    lastSentAt: expect.any(Date),
  });
});

test("a month after, a removed mailbox has forgotten its passwords, and comes back without", async () => {
  const { actor, mailboxId } = await createCampaign({
    mailbox: { smtpUrl: "smtp://127.0.0.1:9" },
    emails: [],
  });
  await removeMailbox(actor, mailboxId);
  const secret = () =>
    db.mailbox.findUniqueOrThrow({ where: { id: mailboxId }, select: { smtpSecret: true } });
  await forgetSecrets(new Date());
  expect((await secret()).smtpSecret).not.toBeNull();
  await forgetSecrets(new Date(Date.now() + 31 * 86_400_000));
  expect((await secret()).smtpSecret).toBeNull();
  await putMailboxBack(actor, mailboxId);
  expect(await getMailbox(actor, mailboxId)).toMatchObject({ smtp: null });
});

test("neither a reader nor another product changes, tries or removes a mailbox", async () => {
  const { actor, mailboxId } = await createCampaign({
    mailbox: { smtpUrl: "smtp://127.0.0.1:9" },
    emails: [],
  });
  const reader = { ...actor, role: "reader" as const };
  await expect(enterMailbox(reader, mailboxId, form({}))).rejects.toMatchObject({ code: "forbidden" });
  await expect(removeMailbox(reader, mailboxId)).rejects.toMatchObject({ code: "forbidden" });
  const stranger = await createActor();
  await expect(enterMailbox(stranger, mailboxId, form({}))).rejects.toMatchObject({ code: "not_found" });
  await expect(removeMailbox(stranger, mailboxId)).rejects.toMatchObject({ code: "not_found" });
  expect(await readHealth(stranger, [mailboxId])).toEqual(new Map());
});
