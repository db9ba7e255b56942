import { expect, test } from "vitest";
import { apiOf } from "../../api-caller.ts";
import { db } from "#app/db/db.server.ts";
import { listMailboxes } from "#app/outbox/mailboxes.server.ts";
import { createActor } from "../../factories.ts";

test("a mailbox answers with its request's fields, its password left out", async () => {
  const api = await apiOf(await createActor());
  const { status, body } = await api("POST", "/mailboxes", {
    name: "Camille",
    fromAddress: "camille@essaim.example",
    smtpUrl: "smtps://camille:mot%20de%20passe@smtp.essaim.example:465",
    dailyCap: null,
    window: null,
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    ...{ id: expect.any(String), name: "Camille", fromAddress: "camille@essaim.example" },
    ...{ smtpUrl: "smtps://camille@smtp.essaim.example:465", dailyCap: null, window: null },
  });
  expect(JSON.stringify(body)).not.toMatch(/mot.*passe/);
  expect((await api("GET", `/mailboxes/${body.id}`)).body).toEqual(body);
});

test("a mailbox is given the pace that protects, unless told otherwise", async () => {
  const api = await apiOf(await createActor());
  const { body } = await api("POST", "/mailboxes", {
    name: "Camille",
    fromAddress: "camille@essaim.example",
  });
  expect(body).toMatchObject({
    dailyCap: 40,
    window: { days: [1, 2, 3, 4, 5], start: "08:30", end: "18:30" },
  });
  const { body: freed } = await api("PATCH", `/mailboxes/${body.id}`, { dailyCap: null, window: null });
  expect(freed).toMatchObject({ name: "Camille", dailyCap: null, window: null });
});

test("the list is walked page by page, each row once", async () => {
  const api = await apiOf(await createActor());
  const names = ["Un", "Deux", "Trois", "Quatre", "Cinq"];
  for (const name of names) await api("POST", "/mailboxes", { name, fromAddress: "camille@essaim.example" });
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await api("GET", `/mailboxes?limit=2${cursor ? `&cursor=${cursor}` : ""}`);
    seen.push(...body.items.map((item: { name: string }) => item.name));
    cursor = body.nextCursor;
  } while (cursor);
  expect(seen).toEqual(names);
});

test("a remote server without a password is refused, and one on this machine is not", async () => {
  const api = await apiOf(await createActor());
  const post = (smtpUrl: string) =>
    api("POST", "/mailboxes", { name: "Camille", fromAddress: "camille@essaim.example", smtpUrl });
  const refused = await post("smtp://smtp.essaim.example");
  expect([refused.status, Object.keys(refused.body.error.fields)]).toEqual([400, ["smtpUrl"]]);
  expect((await post("smtp://127.0.0.1:1025")).status).toBe(201);
});

test("a mailbox is given where its answers come in, and never says with which password", async () => {
  const api = await apiOf(await createActor());
  const { status, body } = await api("POST", "/mailboxes", {
    name: "Camille",
    fromAddress: "camille@essaim.example",
    imapUrl: "imaps://camille:tr%C3%A8s%20secret@imap.essaim.example",
    signature: "Camille Roussel\nParcelle",
    ...{
      plusAddressing: true,
      captureAddress: "Cci@essaim.example",
      journalAddress: "journal@essaim.example",
    },
  });
  expect([status, body]).toMatchObject([
    201,
    {
      ...{ imapUrl: "imaps://camille@imap.essaim.example:993", signature: "Camille Roussel\nParcelle" },
      ...{
        plusAddressing: true,
        captureAddress: "cci@essaim.example",
        journalAddress: "journal@essaim.example",
      },
    },
  ]);
  const { body: changed } = await api("PATCH", `/mailboxes/${body.id}`, {
    captureAddress: null,
    imapUrl: null,
  });
  expect(changed).toMatchObject({ captureAddress: null, imapUrl: null, plusAddressing: true });
  for (const imapUrl of ["imaps://imap.essaim.example", "https://a:b@imap.essaim.example", "imap:rien"]) {
    const refused = await api("PATCH", `/mailboxes/${body.id}`, { imapUrl });
    expect([refused.status, Object.keys(refused.body.error.fields)]).toEqual([400, ["imapUrl"]]);
  }
});

test("no password of a mailbox is in an answer, a change log or a page's data", async () => {
  const actor = await createActor();
  const api = await apiOf(actor);
  const secrets = {
    smtpUrl: "smtps://c:mot-de-passe-1@s.example",
    imapUrl: "imaps://c:mot-de-passe-2@i.example",
  };
  const { body } = await api("POST", "/mailboxes", {
    ...{ name: "Camille", fromAddress: "camille@essaim.example", ...secrets },
  });
  await api("PATCH", `/mailboxes/${body.id}`, { ...secrets, name: "Camille R." });
  const [stored] = await db.mailbox.findMany({ where: { id: body.id } });
  const changes = await db.change.findMany({ where: { productId: actor.productId } });
  const shown = await listMailboxes(actor);
  const told = JSON.stringify([body, stored, changes, shown], (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
  expect(told).not.toContain("mot-de-passe");
  expect(JSON.stringify(shown)).not.toContain(stored!.imapSecret);
  expect(JSON.stringify(changes, (_, v) => (typeof v === "bigint" ? String(v) : v))).not.toContain(
    stored!.imapSecret,
  );
});
