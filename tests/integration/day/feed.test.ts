import { RouterContextProvider } from "react-router";
import { expect, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { clientAddressContext } from "#app/client-address.server.ts";
import { READS_A_MINUTE } from "#app/day/feed-limit.server.ts";
import { readFeed, renewFeed, revokeFeed } from "#app/day/feed.server.ts";
import { loader } from "#app/day/routes/feed.ts";
import { db } from "#app/db/db.server.ts";
import { planTask } from "#app/interactions/tasks.server.ts";
import { removeMember } from "#app/settings/members.server.ts";
import { plusDays } from "#app/interactions/days.ts";
import { isoDay } from "#app/ui/format.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";

async function read(url: string, address = "192.0.2.7"): Promise<Response> {
  const context = new RouterContextProvider();
  context.set(clientAddressContext, address);
  const file = new URL(url).pathname.split("/").at(-1)!;
  return loader({ params: { file }, context } as unknown as Parameters<typeof loader>[0]);
}

/** RFC 5545 folds its lines. */
const textOf = async (response: Response) => (await response.text()).replaceAll("\r\n ", "");

async function planned(actor: Actor) {
  const { id: institutionId } = await createInstitution(actor, { name: "DDT du Gers" });
  const contact = await createContact(actor, { institutionId, lastName: "Lavergne" });
  await db.address.create({
    data: {
      ...{ productId: actor.productId, contactId: contact.id, kind: "phone", value: "05 62 00 00 12" },
      ...{ normalized: "0562000012", source: "rencontre", collectedAt: new Date() },
    },
  });
  const tomorrow = plusDays(isoDay(new Date()), 1);
  const task = await planTask(actor, {
    ...{ institutionId, title: "Rappeler Bruno", dueOn: tomorrow, contactId: contact.id },
  });
  return { task, tomorrow, institutionId };
}

test("a feed gives its owner's actions: a day, or an hour in Paris, a link to the file, and no number", async () => {
  const actor = await createActor();
  const { task, tomorrow, institutionId } = await planned(actor);
  await planTask(actor, { institutionId, title: "Visiter", dueOn: "2026-12-15", dueMinute: 870 });
  const { url } = await renewFeed(actor);
  const response = await read(url);
  expect(response.headers.get("Content-Type")).toBe("text/calendar; charset=utf-8");
  expect(response.headers.get("Cache-Control")).toMatch(/^private/);
  const text = await textOf(response);
  expect(text).toContain(`UID:${task.id}@essaim`);
  expect(text).toContain(`DTSTART;VALUE=DATE:${tomorrow.replaceAll("-", "")}`);
  // 14 h 30 in Paris, in winter.
  expect(text).toContain("DTSTART:20261215T133000Z");
  expect(text).toContain(`/institutions/${institutionId}`);
  expect(text).not.toMatch(/05 ?62/);
  expect((await readFeed(actor))?.lastReadAt).not.toBeNull();
});

test("the same action keeps its identity from one reading to the next", async () => {
  const actor = await createActor();
  await planned(actor);
  const { url } = await renewFeed(actor);
  const uids = async () => (await textOf(await read(url))).match(/UID:.*/g);
  expect(await uids()).toEqual(await uids());
});

test("an address that is changed, revoked, unknown or of who has left leads nowhere", async () => {
  const admin = await createActor();
  const { userId } = await createActor();
  const member: Actor = { ...admin, userId, role: "deployer" };
  const { id } = await db.membership.create({
    data: { userId, productId: admin.productId, role: "deployer" },
  });
  await planned(member);
  const { url: first } = await renewFeed(member);
  const { url } = await renewFeed(member);
  expect((await read(first)).status).toBe(404);
  expect((await read(url)).status).toBe(200);
  expect((await read("http://essaim.example/agenda/x.ics")).status).toBe(404);
  expect((await read(url.replace(".ics", ""))).status).toBe(404);
  await removeMember(admin, id);
  expect((await read(url)).status).toBe(404);
  const { url: mine } = await renewFeed(admin);
  await revokeFeed(admin);
  expect((await read(mine)).status).toBe(404);
});

test("a feed is one person's in one product, and its secret is kept nowhere", async () => {
  const [actor, stranger] = [await createActor(), await createActor()];
  await planned(stranger);
  const { url } = await renewFeed(actor);
  expect(await textOf(await read(url))).not.toContain("BEGIN:VEVENT");
  const secret = new URL(url).pathname.split("/").at(-1)!.replace(".ics", "");
  expect(Buffer.from(secret, "base64url")).toHaveLength(32);
  const kept = await db.$queryRaw<{ found: bigint }[]>`
    SELECT count(*) AS found FROM "CalendarFeed" f WHERE to_jsonb(f)::text LIKE ${`%${secret}%`}`;
  expect(Number(kept[0]!.found)).toBe(0);
  const logged = await db.change.findMany({ where: { productId: actor.productId } });
  expect(
    JSON.stringify(logged, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
  ).not.toContain(secret);
});

test("whoever guesses is told to wait", async () => {
  const statuses = new Set<number>();
  for (let i = 0; i <= READS_A_MINUTE; i++)
    statuses.add((await read("http://essaim.example/agenda/x.ics", "192.0.2.99")).status);
  expect([...statuses]).toEqual([404, 429]);
});
