import { expect, test } from "vitest";
import { handleApi } from "#app/api/handle-api.server.ts";
import { createToken } from "#app/api/tokens.server.ts";
import { db } from "#app/db/db.server.ts";
import { callApi } from "../../api-caller.ts";
import { createActor } from "../../factories.ts";

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

test("a token is kept as its SHA-256 alone", async () => {
  const actor = await createActor();
  const { token } = await createToken(actor, "import du matin");
  const [kept] = await db.apiToken.findMany();
  expect(kept!.tokenHash).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify([kept, await db.change.findMany({ select: { after: true } })])).not.toContain(token);
});

test("no token, a wrong scheme, an unknown or a revoked token are 401, and say which scheme to use", async () => {
  const actor = await createActor();
  const { id, token } = await createToken(actor, "import");
  await db.apiToken.update({ where: { id }, data: { revokedAt: new Date() } });
  const attempts = [
    {},
    { headers: { authorization: `Basic ${token}` } },
    bearer(""),
    bearer("essaim_" + "A".repeat(43)),
    bearer(token),
  ];
  for (const attempt of attempts) {
    const { status, headers, body } = await callApi("GET", "/mailboxes", attempt);
    expect([status, body.error.code]).toEqual([401, "unauthenticated"]);
    expect(headers.get("www-authenticate")).toMatch(/^Bearer/);
  }
});

test("a token dies with the membership, and follows the role of the day", async () => {
  const actor = await createActor("deployer");
  const { token } = await createToken(actor, "import");
  const post = () =>
    callApi("POST", "/mailboxes", {
      headers: { ...bearer(token).headers, "content-type": "application/json" },
      body: JSON.stringify({ name: "Camille", fromAddress: "camille@essaim.example" }),
    });
  expect((await post()).status).toBe(201);
  await db.membership.updateMany({ where: { userId: actor.userId }, data: { role: "reader" } });
  expect((await post()).status).toBe(403);
  expect((await callApi("GET", "/mailboxes", bearer(token))).status).toBe(200);
  await db.membership.deleteMany({ where: { userId: actor.userId } });
  expect((await post()).status).toBe(401);
});

test("the last use is written at most once a minute, outside the change log", async () => {
  const actor = await createActor();
  const { id, token } = await createToken(actor, "import");
  const lastUse = async () => (await db.apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt!;
  await callApi("GET", "/mailboxes", bearer(token));
  const first = await lastUse();
  await callApi("GET", "/mailboxes", bearer(token));
  expect(await lastUse()).toEqual(first);
  await db.apiToken.update({ where: { id }, data: { lastUsedAt: new Date(Date.now() - 61_000) } });
  await callApi("GET", "/mailboxes", bearer(token));
  expect((await lastUse()).getTime()).toBeGreaterThanOrEqual(first.getTime());
  expect(await db.change.count({ where: { table: "ApiToken", op: "update" } })).toBe(0);
});

test("past 6 000 calls a minute, a token is told when to come back, and another one is not concerned", async () => {
  const { CALLS_A_MINUTE, countCall } = await import("#app/api/rate-limits.server.ts");
  const actor = await createActor();
  const [busy, quiet] = [await createToken(actor, "boucle"), await createToken(actor, "autre")];
  for (let i = 0; i < CALLS_A_MINUTE; i++) await countCall(busy.id);
  const { status, headers, body } = await callApi("GET", "/mailboxes", bearer(busy.token));
  expect([status, body.error.code]).toEqual([429, "too_many_requests"]);
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await callApi("GET", "/mailboxes", bearer(quiet.token))).status).toBe(200);
});

test("an address that tries tokens without end is told to wait, and a valid token from it still passes", async () => {
  const { countFailure, FAILURES_A_MINUTE } = await import("#app/api/rate-limits.server.ts");
  const { token } = await createToken(await createActor(), "import");
  for (let i = 0; i < FAILURES_A_MINUTE; i++) await countFailure("203.0.113.7").catch(() => {});
  const attempt = (header: object) =>
    handleApi(new Request("http://essaim.example/api/v1/mailboxes", header), "203.0.113.7");
  const refused = await attempt(bearer(`essaim_${"A".repeat(43)}`));
  expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
  expect((await attempt(bearer(token))).status).toBe(200);
});
