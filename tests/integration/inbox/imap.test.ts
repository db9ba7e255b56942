import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { ImapFlow } from "imapflow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { tryImap } from "#app/inbox/imap.server.ts";
import { createInbox } from "#app/inbox/reader.server.ts";
import { signsOf } from "#app/outbox/mailbox-health.ts";
import { readHealth } from "#app/outbox/mailbox-health.server.ts";
import { listMailboxes } from "#app/outbox/mailboxes.server.ts";
import { seal } from "#app/outbox/secret-box.server.ts";
import { hasDovecot, type MailPeer, startMailPeer } from "../../mail-peer.ts";
import { answer, fileOf, sentCampaign } from "./letters.ts";

const MAUD = "maud@mairie.example";
/** Where dovecot-imapd is not installed, these are left out, and said so; in CI they must run. */
const run = test.skipIf(!hasDovecot && !process.env.CI);

let peer: MailPeer;
let user = 0;
beforeAll(async () => {
  if (!hasDovecot && !process.env.CI) return;
  peer = await startMailPeer({ users: Array.from({ length: 20 }, (_, i) => `box${i}@parcelle.example`) });
});
afterAll(() => peer?.stop());

/** A mailbox of its own on the server, and a campaign that left from it. */
async function mailbox() {
  const address = `box${user++}@parcelle.example`;
  const campaign = await sentCampaign({ emails: [MAUD] });
  const sentAt = new Date();
  await db.message.updateMany({ where: { campaignId: campaign.id, state: "sent" }, data: { sentAt } });
  const url = peer.imapUrl(address);
  await db.mailbox.update({ where: { id: campaign.mailboxId }, data: { imapSecret: seal(url) } });
  const { message } = await fileOf(campaign.id, MAUD);
  const reply = (body = "Oui", headers: Record<string, string> = {}) =>
    Buffer.from(answer({ body, headers: { "In-Reply-To": `<${message.rfcMessageId}>`, ...headers } }));
  return { ...campaign, address, url, reply };
}

/** What the owner of the mailbox sees, with their own program. */
async function asOwner<T>(address: string, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const auth = { user: address, pass: "pw" };
  const client = new ImapFlow({ host: "127.0.0.1", port: peer.imapPort, secure: false, auth, logger: false });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
}

const arrived = (mailboxId: string) =>
  db.inboundMessage.findMany({ where: { mailboxId }, orderBy: { createdAt: "asc" }, omit: { raw: true } });
/** Resolves when it is so; what never comes fails the test by its own time. */
const until = (so: () => Promise<unknown>) => expect.poll(so, { interval: 50 }).toBeTruthy();

run("what was there and what arrives is taken in at once, once, and stays unread for its owner", async () => {
  const { address, mailboxId, reply } = await mailbox();
  const append = (raw: Buffer, folder = "INBOX") => asOwner(address, (owner) => owner.append(folder, raw));
  await append(reply("Déjà là"));
  const inbox = createInbox(undefined, 3_600_000);
  await inbox.tick();
  await until(async () => (await arrived(mailboxId)).length === 1);
  await append(reply("Un brouillon"), "Drafts");
  await append(reply("Envoyé"), "Sent");
  await append(reply("Arrivé ensuite"));
  await until(async () => (await arrived(mailboxId)).length === 2);
  await inbox.stop();
  const again = createInbox();
  await again.tick();
  await append(reply("Après"));
  await until(async () => (await arrived(mailboxId)).length === 3);
  await again.stop();
  expect((await arrived(mailboxId)).map(({ words }) => words)).toEqual([
    "Déjà là",
    "Arrivé ensuite",
    "Après",
  ]);
  const unseen = await asOwner(address, async (owner) => {
    await owner.mailboxOpen("INBOX", { readOnly: true });
    return owner.search({ seen: false });
  });
  expect(unseen).toHaveLength(3);
  const { imapSeenAt, imapTrouble } = await db.mailbox.findUniqueOrThrow({ where: { id: mailboxId } });
  expect([imapSeenAt instanceof Date, imapTrouble]).toEqual([true, null]);
});

run(
  "a message in doubt that is among those sent did leave, and nothing of that folder is taken in",
  async () => {
    const { address, id, mailboxId } = await mailbox();
    const { message, next } = await fileOf(id, MAUD);
    const doubt = { state: "uncertain" as const, sentAt: null, sendingAt: new Date() };
    await db.message.updateMany({ where: { id: { in: [message.id, next.id] } }, data: doubt });
    const copy = (messageId: string, headers: Record<string, string> = {}) =>
      Buffer.from(answer({ to: MAUD, headers: { "Message-ID": `<${messageId}>`, ...headers } }));
    await asOwner(address, async (owner) => {
      await owner.append("Sent", copy(message.rfcMessageId));
      // Neither a draft, nor what only speaks of it, says that it left.
      await owner.append("Drafts", copy(next.rfcMessageId));
      await owner.append("Sent", copy("other@parcelle.example", { "In-Reply-To": `<${next.rfcMessageId}>` }));
    });
    const inbox = createInbox();
    await inbox.tick();
    await until(async () => (await db.mailboxFolder.count({ where: { mailboxId } })) === 1);
    await inbox.stop();
    const after = await fileOf(id, MAUD);
    expect([after.message.state, after.next.state]).toEqual(["sent", "uncertain"]);
    const [said] = await db.messageEvent.findMany({ where: { messageId: message.id } });
    expect(said).toMatchObject({
      ...{ kind: "resolved", detail: "Retrouvé parmi les messages envoyés : ce message est parti." },
    });
    expect(await arrived(mailboxId)).toEqual([]);
    expect(await db.mailboxFolder.findMany({ where: { mailboxId } })).toMatchObject([{ name: "INBOX" }]);
    const unseen = await asOwner(address, async (owner) => {
      await owner.mailboxOpen("Sent", { readOnly: true });
      return owner.search({ seen: false });
    });
    expect(unseen).toHaveLength(2);
  },
);

run("when the folder's numbers begin again, nothing is lost nor taken twice", async () => {
  const { address, mailboxId, reply, actor } = await mailbox();
  const append = (raw: Buffer) => asOwner(address, (owner) => owner.append("INBOX", raw));
  for (const body of ["un", "deux", "trois"]) await append(reply(body));
  const first = createInbox();
  await first.tick();
  await until(async () => (await arrived(mailboxId)).length === 3);
  await first.stop();
  const before = await db.mailboxFolder.findFirstOrThrow({ where: { mailboxId } });
  // So that the numbers that begin again stay under those already read.
  await asOwner(address, async (owner) => {
    await owner.mailboxOpen("INBOX");
    await owner.messageDelete("1:2");
  });
  const maildir = `${peer.folder}/mail/${address}/Maildir`;
  await peer.halt();
  for (const name of [
    "dovecot-uidlist",
    "dovecot-uidvalidity",
    "dovecot.index.log",
    "dovecot.index",
    "dovecot.index.cache",
  ])
    rmSync(`${maildir}/${name}`, { force: true });
  await peer.restart();
  await append(reply("quatre"));
  const second = createInbox();
  await second.tick();
  await until(async () => (await arrived(mailboxId)).length === 4);
  await second.stop();
  const after = await db.mailboxFolder.findFirstOrThrow({ where: { mailboxId } });
  expect(after.uidValidity).not.toBe(before.uidValidity);
  expect(after.lastUid).toBe(2n);
  expect([before.renumberedAt, after.renumberedAt]).toEqual([null, expect.any(Date)]);
  const health = await readHealth(actor, [mailboxId]);
  const [row] = (await listMailboxes(actor)).filter(({ id }) => id === mailboxId);
  const signs = signsOf(row!, health.get(mailboxId)!, new Date()).map(({ text }) => text);
  expect(signs.join()).toContain("rien n’a été pris deux fois");
});

run("of a message of 50 MB, the words are read and the attachment stays where it is", async () => {
  const { address, mailboxId, reply } = await mailbox();
  const words =
    "--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nVoici nos cartes, à mardi.\r\n";
  const file = `--b\r\nContent-Type: application/pdf; name="cartes.pdf"\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  const lines = `${"A".repeat(76)}\r\n`.repeat(660_000);
  // The attachment comes first, as some programs write it.
  const body = `${file}${lines}${words}--b--`;
  const raw = reply(body, { "Content-Type": 'multipart/mixed; boundary="b"' });
  expect(raw.length).toBeGreaterThan(50_000_000);
  await asOwner(address, (owner) => owner.append("INBOX", raw));
  const inbox = createInbox();
  await inbox.tick();
  await until(async () => (await arrived(mailboxId)).length === 1);
  await inbox.stop();
  const [row] = await db.inboundMessage.findMany({ where: { mailboxId } });
  expect(row).toMatchObject({ words: "Voici nos cartes, à mardi.", state: "filed", matchedBy: "reference" });
  expect(row!.size).toBeGreaterThan(50_000_000);
  expect(row!.raw.length).toBeLessThan(2_000);
});

run("a server that goes away is said on the mailbox, and read again when it is back", async () => {
  const { address, mailboxId, reply } = await mailbox();
  let now = Date.now();
  const inbox = createInbox(() => new Date(now), 3_600_000);
  const trouble = async () => (await db.mailbox.findUniqueOrThrow({ where: { id: mailboxId } })).imapTrouble;
  await inbox.tick();
  await until(async () => (await db.mailboxFolder.count({ where: { mailboxId } })) === 1);
  await peer.halt();
  await until(trouble);
  expect(await trouble()).toContain("Le serveur 127.0.0.1");
  now += 3_600_000;
  await inbox.tick();
  await until(async () => (await trouble())?.includes("refuse la connexion"));
  await peer.restart();
  await asOwner(address, (owner) => owner.append("INBOX", reply("De retour")));
  now += 3_600_000;
  await until(async () => {
    await inbox.tick();
    return (await arrived(mailboxId)).length === 1;
  });
  await until(async () => (await trouble()) === null);
  await inbox.stop();
});

run("of two workers, one reads a mailbox, and the other takes over when it stops", async () => {
  const { address, mailboxId, reply } = await mailbox();
  let now = Date.now();
  const [one, other] = [createInbox(), createInbox(() => new Date(now))];
  const reads = (inbox: typeof one) => inbox.reading().includes(mailboxId);
  await one.tick();
  await until(async () => (await db.mailboxFolder.count({ where: { mailboxId } })) === 1);
  await other.tick();
  await until(async () => !reads(other));
  expect(reads(one)).toBe(true);
  await one.stop();
  await asOwner(address, (owner) => owner.append("INBOX", reply("À l’autre")));
  now += 60_000;
  await until(async () => {
    await other.tick();
    return (await arrived(mailboxId)).length === 1;
  });
  await other.stop();
});

run("a mailbox removed under way is no longer read", async () => {
  const { mailboxId } = await mailbox();
  const inbox = createInbox(undefined, 3_600_000);
  await inbox.tick();
  await until(async () => (await db.mailboxFolder.count({ where: { mailboxId } })) === 1);
  await db.message.deleteMany({ where: { mailboxId } });
  await db.campaign.deleteMany({ where: { mailboxId } });
  await db.mailbox.delete({ where: { id: mailboxId } });
  await inbox.tick();
  await until(async () => !inbox.reading().includes(mailboxId));
  await inbox.stop();
});

run("a trial says in French why answers cannot be read", async () => {
  const { address, url } = await mailbox();
  expect(await tryImap(url)).toBeUndefined();
  expect(await tryImap(peer.imapUrl(address, "wrong"))).toContain("refuse l’identifiant ou le mot de passe");
  expect(await tryImap(url.replace("imap:", "imaps:"))).toContain("La connexion chiffrée");
  expect(await tryImap("imap://a:b@127.0.0.1:1")).toContain("refuse la connexion");
  expect(await tryImap("imap://a:b@nulle-part.invalid:1")).toContain("introuvable");
  expect(await tryImap("pop://a")).toContain("imaps://utilisateur");
});

test("a folder that was removed, and a server that says nothing sensible, are told in French", async () => {
  const gone = await scripted((line, tag) =>
    /EXAMINE/i.test(line) ? `${tag} NO [NONEXISTENT] Mailbox doesn't exist: INBOX\r\n` : null,
  );
  expect(await tryImap(gone.url)).toContain("La boîte de réception n’existe plus");
  gone.close();
  const rude = await scripted(() => "garbage\r\n");
  expect(await tryImap(rude.url)).toContain("Le serveur 127.0.0.1");
  rude.close();
});

/** A server that answers as it is told, and otherwise lets everything pass. */
async function scripted(say: (line: string, tag: string) => string | null) {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.write("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] hello\r\n");
    socket.on("data", (data) => {
      for (const line of data.toString().split("\r\n").filter(Boolean)) {
        const tag = line.split(" ")[0]!;
        const said = say(line, tag);
        socket.write(said ?? `* LIST () "/" INBOX\r\n${tag} OK done\r\n`);
        if (said && !said.startsWith(tag)) socket.end();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return { url: `imap://a:b@127.0.0.1:${port}`, close: () => server.close() };
}
