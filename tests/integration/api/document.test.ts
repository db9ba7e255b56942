import { expect, test } from "vitest";
import { z } from "zod";
import { endpoints } from "#app/api/endpoints.server.ts";
import { apiOf, callApi } from "../../api-caller.ts";
import { createActor } from "../../factories.ts";

/** What OpenAPI 3.1 asks of the parts this document has. */
const response = z.strictObject({
  description: z.string().min(1),
  content: z.strictObject({ "application/json": z.strictObject({ schema: z.looseObject({}) }) }),
});
const parameter = z.strictObject({
  name: z.string().min(1),
  in: z.enum(["path", "query"]),
  required: z.boolean(),
  description: z.string().optional(),
  schema: z.looseObject({}),
});
const call = z.strictObject({
  operationId: z.string().regex(/^[a-z]\w+$/i),
  tags: z.array(z.string()),
  summary: z.string().min(1),
  description: z.string().optional(),
  security: z.array(z.object({})).optional(),
  parameters: z.array(parameter),
  requestBody: z
    .strictObject({
      required: z.literal(true),
      content: z.strictObject({
        "application/json": z.strictObject({ schema: z.looseObject({}), example: z.unknown() }),
      }),
    })
    .optional(),
  responses: z.record(z.string().regex(/^[2-5]\d\d$/), response),
});
const document = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  servers: z.array(z.object({ url: z.literal("/api/v1") })),
  security: z.array(z.object({ token: z.array(z.string()) })),
  paths: z.record(
    z.string().startsWith("/"),
    z.strictObject({
      get: call.optional(),
      post: call.optional(),
      put: call.optional(),
      patch: call.optional(),
    }),
  ),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[\w.-]+$/), z.looseObject({})),
    securitySchemes: z.object({ token: z.object({ type: z.literal("http"), scheme: z.literal("bearer") }) }),
  }),
});

test("the document is OpenAPI 3.1, and needs no token", async () => {
  const { status, body } = await callApi("GET", "/openapi.json");
  expect(status).toBe(200);
  const { paths } = document.parse(body);
  const ids = Object.values(paths).flatMap((path) => Object.values(path).map((one) => one?.operationId));
  expect(new Set(ids).size).toBe(ids.length);
});

test("every reference of the document leads to a schema, and no schema is left unused", async () => {
  const text = JSON.stringify((await callApi("GET", "/openapi.json")).body);
  const { schemas } = document.parse(JSON.parse(text)).components;
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!);
  expect(new Set(references)).toEqual(
    new Set(Object.keys(schemas).map((name) => `#/components/schemas/${name}`)),
  );
});

test("each path of the document declares its id, and answers as the document says", async () => {
  const { body } = await callApi("GET", "/openapi.json");
  const api = await apiOf(await createActor());
  for (const [path, calls] of Object.entries(document.parse(body).paths)) {
    for (const [method, { parameters, requestBody, responses }] of Object.entries(calls)) {
      const declared = parameters.filter((one) => one.in === "path").map(({ name }) => `{${name}}`);
      expect(path.match(/\{\w+\}/g) ?? []).toEqual(declared);
      const example = requestBody?.content["application/json"].example;
      const answer = await api(method.toUpperCase(), path.replace("{id}", crypto.randomUUID()), example);
      expect([method, path, Object.keys(responses)]).toEqual([
        ...[method, path, expect.arrayContaining([String(answer.status)])],
      ]);
      if (path.includes("{id}")) expect([method, path, answer.status]).toEqual([method, path, 404]);
      expect(answer.body.error?.message ?? "").not.toMatch(/adresse/);
    }
  }
});

test("each example of the document is one its schema accepts", () => {
  for (const { method, path, operation } of endpoints) {
    if (!operation.body) continue;
    const { error } = operation.body.safeParse(operation.example);
    expect([method, path, error?.issues]).toEqual([method, path, undefined]);
  }
});
