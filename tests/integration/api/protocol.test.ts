import { expect, test } from "vitest";
import { createToken } from "#app/api/tokens.server.ts";
import { apiOf, callApi } from "../../api-caller.ts";
import { createActor } from "../../factories.ts";

const mailbox = { name: "Camille", fromAddress: "camille@essaim.example" };

test("an unknown path is 404 in JSON, with or without a token", async () => {
  const api = await apiOf(await createActor());
  for (const path of ["", "/", "/nothing", "/mailboxes/a/b", "/mailboxes//"]) {
    expect((await callApi("GET", path)).body.error.code).toBe("not_found");
    expect((await api("GET", path)).status).toBe(404);
  }
});

test("another method is 405, and the ones there are are told", async () => {
  const { status, headers, body } = await callApi("DELETE", "/mailboxes");
  expect([status, body.error.code, headers.get("allow")]).toEqual([405, "method_not_allowed", "GET, POST"]);
});

test("HEAD is answered as GET", async () => {
  const api = await apiOf(await createActor());
  expect((await api("HEAD", "/mailboxes")).status).toBe(200);
});

test("broken JSON, JSON that is no object, and no body at all are 400", async () => {
  const { token } = await createToken(await createActor(), "essai");
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  for (const body of ["{", "", "null", "[]", "12", '"text"', "[".repeat(100_000)]) {
    const answer = await callApi("POST", "/mailboxes", { headers, body });
    expect([body.slice(0, 10), answer.status, answer.body.error.code]).toEqual([
      body.slice(0, 10),
      400,
      "invalid",
    ]);
  }
});

test("a body that is not JSON is 415", async () => {
  const { token } = await createToken(await createActor(), "essai");
  const headers = { authorization: `Bearer ${token}` };
  const answer = await callApi("POST", "/mailboxes", { headers, body: new URLSearchParams(mailbox) });
  expect([answer.status, answer.body.error.code]).toEqual([415, "unsupported_media_type"]);
});

test("a body too large is 413, whether it says its size or not", async () => {
  const { token } = await createToken(await createActor(), "essai");
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const large = JSON.stringify({ ...mailbox, note: "x".repeat(6_000_000) });
  const announced = { ...headers, "content-length": String(large.length) };
  expect((await callApi("POST", "/mailboxes", { headers: announced, body: large })).status).toBe(413);
  const stream = new Blob([large]).stream();
  const silent = await callApi("POST", "/mailboxes", {
    headers,
    body: stream,
    duplex: "half",
  } as RequestInit);
  expect([silent.status, silent.body.error.code]).toEqual([413, "too_large"]);
});

test("faulty fields are named, each with its sentence", async () => {
  const api = await apiOf(await createActor());
  const { status, body } = await api("POST", "/mailboxes", { name: " ", fromAddress: "camille" });
  expect(status).toBe(400);
  expect(body.error).toEqual({
    code: "invalid",
    message: "Certains champs sont à corriger.",
    fields: { name: expect.any(String), fromAddress: expect.any(String) },
  });
});

test("what PostgreSQL cannot keep is refused before it", async () => {
  const api = await apiOf(await createActor());
  for (const name of ["nul \0", "moitié \ud800"]) {
    expect((await api("POST", "/mailboxes", { ...mailbox, name })).status).toBe(400);
  }
});

test("the page's size goes from 1 to 200; anything else is 400", async () => {
  const api = await apiOf(await createActor());
  for (const limit of ["0", "201", "-1", "1.5", "abc", "", "1e2", "%00"]) {
    const { status, body } = await api("GET", `/mailboxes?limit=${limit}`);
    expect([limit, status, body.error.fields?.limit ?? body.error.message]).toEqual([
      limit,
      400,
      expect.any(String),
    ]);
  }
  for (const limit of ["1", "200"]) expect((await api("GET", `/mailboxes?limit=${limit}`)).status).toBe(200);
});

test("a failure of ours is a 500 that tells nothing of the inside", async () => {
  const { refusal } = await import("#app/api/refusal.server.ts");
  const response = refusal(new Error("relation « secret » does not exist"));
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("secret");
});
