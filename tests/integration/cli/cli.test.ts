import { expect, test } from "vitest";
import { callApi } from "../../api-caller.ts";
import { db } from "#app/db/db.server.ts";
import { callAuth } from "#app/auth/call-auth.server.ts";
import { addProduct } from "#app/settings/set-up.server.ts";
import { runCli, runJson } from "./run-cli.ts";

const account = ["--email", "Camille@Essaim.example", "--password", "une phrase convient"];
const made = (product: string) =>
  addProduct({ product, name: "Camille", email: "camille@essaim.example", password: "une phrase convient" });
const setup = (product: string) => ["setup", "--product", product, ...account, "--no-universe"];

test("setup makes the account and its product; run again, another product of the same account", async () => {
  const first = await runJson(setup("Parcelle"));
  expect([first.code, first.answer]).toEqual([
    0,
    {
      ...{ productId: expect.any(String), userId: expect.any(String), product: "Parcelle" },
      ...{ email: "camille@essaim.example", institutions: 0 },
    },
  ]);
  const second = await runJson(setup("Parcelle"));
  expect(second.answer.userId).toBe(first.answer.userId);
  expect(second.answer.productId).not.toBe(first.answer.productId);
  expect(await db.membership.count({ where: { userId: first.answer.userId, role: "admin" } })).toBe(2);
});

test("setup refuses a known account with another password, and makes nothing", async () => {
  await made("Parcelle");
  const args = ["setup", "--product", "Autre", "--email", "camille@essaim.example", "--no-universe"];
  const { code, answer } = await runJson([...args, "--password", "une autre phrase"]);
  expect([code, answer.error.code]).toEqual([1, "forbidden"]);
  expect(await db.product.count()).toBe(1);
});

test("a token made by the command line opens the most recent product, or the one told", async () => {
  await made("Parcelle");
  const { productId: recent } = await made("Carte");
  const { answer } = await runJson(["token", "create", "--email", "camille@essaim.example"]);
  expect(answer).toMatchObject({ token: expect.stringMatching(/^essaim_/), productId: recent });
  const headers = { authorization: `Bearer ${answer.token}` };
  expect((await callApi("GET", "/mailboxes", { headers })).status).toBe(200);
  const told = await runJson([
    "token",
    "create",
    "--email",
    "camille@essaim.example",
    "--product",
    "PARCELLE",
  ]);
  expect(told.answer).toMatchObject({ product: "Parcelle" });
  const none = await runJson(["token", "create", "--email", "personne@essaim.example"]);
  expect([none.code, none.answer.error.code]).toEqual([1, "not_found"]);
});

test("tokens are listed, never shown again, and closed by their id", async () => {
  await made("Parcelle");
  const { token } = (
    await runJson(["token", "create", "--email", "camille@essaim.example", "--label", "import"])
  ).answer;
  const { answer } = await runJson(["token", "list"]);
  expect(answer.tokens).toMatchObject([
    { label: "import", email: "camille@essaim.example", lastUsedAt: null },
  ]);
  expect(JSON.stringify(answer)).not.toContain(token);
  const { id } = answer.tokens[0];
  expect((await runJson(["token", "revoke", "--id", id])).answer).toEqual({ id, revoked: true });
  expect((await runJson(["token", "revoke", "--id", id])).answer.error.code).toBe("not_found");
  const headers = { authorization: `Bearer ${token}` };
  expect((await callApi("GET", "/mailboxes", { headers })).status).toBe(401);
});

test("a mailbox added by the command line has the pace it is told, and refuses what the form refuses", async () => {
  const { productId } = await made("Parcelle");
  const add = ["mailbox", "add", "--from", "camille@parcelle.example", "--smtp-url"];
  const free = await runJson([...add, "smtp://127.0.0.1:1025", "--daily-cap", "none", "--no-window"]);
  expect([free.code, free.answer]).toEqual([
    0,
    {
      ...{ id: expect.any(String), productId, name: "camille@parcelle.example" },
      ...{ fromAddress: "camille@parcelle.example", dailyCap: null, window: null },
    },
  ]);
  const refused = await runJson([...add, "smtp://smtp.essaim.example"]);
  expect([refused.code, Object.keys(refused.answer.error.fields)]).toEqual([1, ["smtpUrl"]]);
});

test("the link of a forgotten password sets a new one, once", async () => {
  await made("Parcelle");
  const { answer } = await runJson(["password", "link", "--email", "camille@essaim.example"]);
  const token = /\/mot-de-passe\/(.+)$/.exec(answer.url)![1]!;
  const request = new Request("http://essaim.example/");
  const reset = () =>
    callAuth(
      "/reset-password",
      { token, newPassword: "une phrase nouvelle" },
      { request, address: "192.0.2.9" },
    );
  await reset();
  await expect(reset()).rejects.toMatchObject({ code: "invalid" });
  const credentials = { email: "camille@essaim.example", password: "une phrase nouvelle" };
  const cookies = await callAuth("/sign-in/email", credentials, { request, address: "192.0.2.9" });
  expect(cookies.getSetCookie().join()).toMatch(/essaim\.session/);
});

test("without --json, standard output holds the answer alone; logs and progress go to standard error", async () => {
  const { code, stdout, stderr } = await runCli(setup("Parcelle"));
  expect([code, stdout]).toEqual([
    0,
    "Product “Parcelle” is ready for camille@essaim.example, with 0 institutions.\n",
  ]);
  expect(stderr).toBe("");
});

test("a command line that means nothing is exit code 2, with its usage on standard error", async () => {
  const { code, stdout, stderr } = await runCli(["setup", "--colour", "red"]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("Usage: npm run --silent cli -- setup --product NAME");
  const { answer } = await runJson(["nothing"]);
  expect(answer.error).toEqual({ code: "usage", message: expect.stringContaining("nothing") });
});

test("faulty values are exit code 1, each named", async () => {
  const args = ["setup", "--product", " ", "--email", "camille", "--password", "court", "--no-universe"];
  const { code, answer } = await runJson(args);
  expect([code, answer.error.code, Object.keys(answer.error.fields)]).toEqual([
    ...[1, "invalid", ["product", "email", "password"]],
  ]);
});

test("the universe is told as it loads; loading again has nothing to do", async () => {
  const { code, answer, stderr } = await runJson(["universe", "load"]);
  expect(code).toBe(0);
  expect(answer.institutions).toBeGreaterThanOrEqual(36_000);
  expect(stderr).toMatch(/Loading the universe: \d+ %, \d+ institutions of \d+/);
  const again = await runJson(["universe", "load"]);
  expect([again.code, again.stderr]).toEqual([0, ""]);
  expect(again.answer.institutions).toBe(answer.institutions);
});

test("help needs no database, and --version tells the version", async () => {
  const nowhere = { DATA_DIR: "/proc/nowhere" };
  expect((await runCli(["help"], nowhere)).stdout).toContain("universe load");
  expect((await runCli(["--version"], nowhere)).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("a data folder that cannot be written is told as such, in JSON too", async () => {
  const { code, answer, stderr } = await runJson(setup("Parcelle"), { DATA_DIR: "/proc/nowhere" });
  expect([code, answer.error.code]).toEqual([1, "boot"]);
  expect(answer.error.message).toContain("/proc/nowhere");
  expect(stderr).not.toContain("    at ");
});
