import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import {
  acceptInvitation,
  changeRole,
  getInvitation,
  inviteMember,
  listMembers,
  removeMember,
  revokeInvitation,
} from "#app/settings/members.server.ts";
import { createActor } from "../../factories.ts";

const ACCOUNT = { name: "Yann Bihan", password: "une phrase assez longue" };
const secretOf = (url: string) => url.split("/").at(-1)!;

test("an invited person joins once, with the role they were given", async () => {
  const actor = await createActor();
  const { url, sent } = await inviteMember(actor, { email: "yann@essaim.example", role: "deployer" });
  expect(sent).toBe(false);
  const { productId } = await acceptInvitation(secretOf(url), { account: ACCOUNT });
  expect(productId).toBe(actor.productId);
  const { members, invitations } = await listMembers(actor);
  expect(members.map(({ role, user }) => [user.email, role])).toContainEqual([
    "yann@essaim.example",
    "deployer",
  ]);
  expect(invitations).toEqual([]);
  await expect(acceptInvitation(secretOf(url), { account: ACCOUNT })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("two browsers accepting one invitation make one member", async () => {
  const actor = await createActor();
  const { url } = await inviteMember(actor, { email: "yann@essaim.example", role: "reader" });
  const accept = () => acceptInvitation(secretOf(url), { account: ACCOUNT });
  const outcomes = await Promise.allSettled([accept(), accept()]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.membership.count({ where: { productId: actor.productId, role: "reader" } })).toBe(1);
});

test("an invitation is kept as a hash, and is worthless once revoked or out of date", async () => {
  const actor = await createActor();
  const { url } = await inviteMember(actor, { email: "yann@essaim.example", role: "reader" });
  const row = await db.invitation.findFirstOrThrow();
  expect(row.secretHash).not.toContain(secretOf(url));
  await db.invitation.update({ where: { id: row.id }, data: { expiresAt: new Date(Date.now() - 1) } });
  await expect(getInvitation(secretOf(url))).rejects.toMatchObject({ code: "not_found" });
  const { url: second } = await inviteMember(actor, { email: "yann@essaim.example", role: "reader" });
  const { invitations } = await listMembers(actor);
  await revokeInvitation(actor, invitations[0]!.id);
  await expect(getInvitation(secretOf(second))).rejects.toMatchObject({ code: "not_found" });
});

test("an invitation is for one address: another account may not take it", async () => {
  const actor = await createActor();
  const stranger = await createActor();
  const { url } = await inviteMember(actor, { email: "yann@essaim.example", role: "admin" });
  await expect(acceptInvitation(secretOf(url), { userId: stranger.userId })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("a product keeps at least one administrator", async () => {
  const actor = await createActor();
  const { members } = await listMembers(actor);
  await expect(changeRole(actor, members[0]!.id, "reader")).rejects.toMatchObject({ code: "conflict" });
  await expect(removeMember(actor, members[0]!.id)).rejects.toMatchObject({ code: "conflict" });
  expect((await listMembers(actor)).members[0]!.role).toBe("admin");
});

test("another product's member and invitation do not exist for us", async () => {
  const [mine, theirs] = [await createActor(), await createActor()];
  await inviteMember(theirs, { email: "yann@essaim.example", role: "reader" });
  const { members, invitations } = await listMembers(theirs);
  await expect(changeRole(mine, members[0]!.id, "reader")).rejects.toMatchObject({ code: "not_found" });
  await expect(removeMember(mine, members[0]!.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(revokeInvitation(mine, invitations[0]!.id)).rejects.toMatchObject({ code: "not_found" });
});

test("only an administrator invites, changes roles and removes", async () => {
  const actor = await createActor("deployer");
  const { members } = await listMembers(actor);
  const refused = { code: "forbidden" };
  await expect(inviteMember(actor, { email: "a@b.fr", role: "reader" })).rejects.toMatchObject(refused);
  await expect(changeRole(actor, members[0]!.id, "admin")).rejects.toMatchObject(refused);
  await expect(removeMember(actor, members[0]!.id)).rejects.toMatchObject(refused);
});
