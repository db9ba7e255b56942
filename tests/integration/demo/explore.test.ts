import { RouterContextProvider } from "react-router";
import { afterEach, expect, test } from "vitest";
import { currentUser } from "#app/auth/session.server.ts";
import { clientAddressContext } from "#app/client-address.server.ts";
import { db } from "#app/db/db.server.ts";
import { isOnlyDemo } from "#app/demo/account.server.ts";
import { DEMO_USER } from "#app/demo/demo.ts";
import { finishDemoIfNeeded, seedDemo } from "#app/demo/seed.server.ts";
import { env } from "#app/env.server.ts";
import { firstRunNeedsCode } from "#app/settings/first-run.server.ts";
import { action } from "#app/settings/routes/first-run-demo.tsx";
import { createActor } from "../../factories.ts";
import { finishUniverse, loadCutUniverse, loadStateServices } from "./cut-universe.ts";

const { HOST } = env;
afterEach(() => void (env.HOST = HOST));

test("the visitor comes in at once, and sees the universe loading when it is not there", async () => {
  const answer = await explore();
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toBe("/demarrage/annuaire");
  expect(await currentUser(withCookies(answer))).toMatchObject(DEMO_USER);
  await loadStateServices();
  await finishUniverse();
  expect(await finishDemoIfNeeded()).toBe(true);
  expect(await db.opportunity.count()).toBe(97);
});

test("where the universe is there already, the story is told before the first page", async () => {
  await loadCutUniverse();
  const answer = await explore();
  expect(answer.headers.get("location")).toBe("/");
  expect(await db.opportunity.count()).toBe(97);
});

test("what the command line tells opens the account that the visitor was given", async () => {
  await loadCutUniverse();
  const answer = await explore();
  const user = await currentUser(withCookies(answer));
  expect(await seedDemo()).toEqual({
    ...{ productId: expect.any(String), userId: user!.id, email: DEMO_USER.email },
    password: expect.any(String),
  });
});

test("on a machine that others can reach, the code is asked for", async () => {
  env.HOST = "0.0.0.0";
  expect(firstRunNeedsCode()).toBe(true);
  for (const code of [undefined, "AAAAAAAA"]) {
    const { data, init } = (await post(code)) as { data: unknown; init: ResponseInit };
    expect(init.status).toBe(400);
    expect(data).toMatchObject({ errors: { code: [expect.stringContaining("First-run code")] } });
  }
  expect(await db.user.count()).toBe(0);
});

test("where there is an account, nobody comes in without signing in", async () => {
  await createActor();
  const { init } = (await post()) as { init: ResponseInit };
  expect(init.status).toBe(409);
  expect(await db.product.count({ where: { demo: true } })).toBe(0);
});

test("of two visitors at once, one comes in", async () => {
  const answers = await Promise.all([post(), post()]);
  expect(answers.filter((answer) => answer instanceof Response)).toHaveLength(1);
  expect(await db.product.count()).toBe(1);
});

test("the sign-in page speaks of the demonstration only where there is nothing else", async () => {
  expect(await isOnlyDemo()).toBe(false);
  await explore();
  expect(await isOnlyDemo()).toBe(true);
  await createActor();
  expect(await isOnlyDemo()).toBe(false);
});

async function explore(): Promise<Response> {
  const answer = await post();
  expect(answer).toBeInstanceOf(Response);
  return answer as Response;
}

function post(code?: string) {
  const url = new URL("http://essaim.example/demarrage/demonstration");
  const request = new Request(url, { method: "POST", body: new URLSearchParams(code ? { code } : {}) });
  const context = new RouterContextProvider();
  context.set(clientAddressContext, "127.0.0.1");
  return action({ request, url, context, params: {}, pattern: url.pathname } as never);
}

function withCookies(answer: Response): Request {
  const cookie = answer.headers.getSetCookie().map((header) => header.split(";")[0]);
  return new Request("http://essaim.example/", { headers: { cookie: cookie.join("; ") } });
}
