import { z } from "zod";
import type { ErrorCode } from "#app/errors.ts";
import { API_ROOT } from "./find-endpoint.ts";
import type { Endpoint, Operation } from "./operation.ts";

type Schema = z.core.JSONSchema.BaseSchema;

/** The API as an OpenAPI 3.1 document, read from the very table that answers the calls. */
export function openApiDocument(endpoints: Endpoint[], version: string) {
  const schemas: Record<string, Schema> = { Error: schemaOf(errorSchema, "output", {}) };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, operation } of endpoints) {
    const here = (paths[path.replaceAll(/:(\w+)/g, "{$1}")] ??= {});
    here[method.toLowerCase()] = describe(method, path, operation, schemas);
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Essaim",
      version,
      description: INTRODUCTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: API_ROOT }],
    security: [{ token: [] }],
    paths,
    components: { schemas, securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  };
}

const INTRODUCTION = `Un jeton agit pour un membre, dans un produit, avec son rôle ; \`npm run cli -- token create\` en donne un.
Les listes répondent \`{ items, nextCursor }\` : redonnez \`nextCursor\` dans \`cursor\` jusqu’à ce qu’il soit nul.
Un refus répond \`{ error: { code, message, fields? } }\`, \`message\` étant une phrase en français.`;

const errorSchema = z.object({
  error: z.looseObject({
    code: z.string(),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
  }),
});

function describe(method: string, path: string, operation: Operation, schemas: Record<string, Schema>) {
  const { summary, description, role, query, body, example, answer } = operation;
  const json = (schema: Schema, more = {}) => ({ "application/json": { schema, ...more } });
  return {
    operationId: operationId(method, path),
    ...{ tags: [path.split("/")[1]], summary, ...(description && { description }) },
    ...(role === null && { security: [] }),
    parameters: [...pathParameters(path), ...queryParameters(query)],
    ...(body && {
      requestBody: { required: true, content: json(schemaOf(body, "input", schemas), { example }) },
    }),
    responses: {
      [method === "POST" ? 201 : 200]: {
        description: summary,
        content: json(schemaOf(answer, "output", schemas)),
      },
      ...Object.fromEntries(
        refusalsOf(path, operation).map((code) => [
          REFUSALS[code].status,
          { description: REFUSALS[code].description, content: json({ $ref: "#/components/schemas/Error" }) },
        ]),
      ),
    },
  };
}

/** `POST /campaigns/:id/launch` is `postCampaignsByIdLaunch`. */
function operationId(method: string, path: string): string {
  const words = path.replace(":id", "by-id").split(/[/.-]/).filter(Boolean);
  return method.toLowerCase() + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
}

function pathParameters(path: string) {
  if (!path.includes(":id")) return [];
  return [{ name: "id", in: "path", required: true, schema: { type: "string", format: "uuid" } }];
}

function queryParameters(query: z.ZodObject | undefined) {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query, "input", {}) as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    ...{ name, in: "query", required: required.includes(name), schema },
    ...(description ? { description } : {}),
  }));
}

/** The schema in JSON; those that have an `id` are put in `schemas`, and referred to. */
function schemaOf(schema: z.ZodType, io: "input" | "output", schemas: Record<string, Schema>): Schema {
  const written = z.toJSONSchema(schema, { io, unrepresentable: "any", override: writeDates });
  const text = JSON.stringify(written).replaceAll("#/$defs/", "#/components/schemas/");
  const { $defs = {}, ...whole } = JSON.parse(text) as Schema;
  for (const [name, definition] of Object.entries($defs)) schemas[name] = bare(definition as Schema);
  if (typeof whole.id !== "string") return bare(whole);
  schemas[whole.id] = bare(whole);
  return { $ref: `#/components/schemas/${whole.id}` };
}

/** Without the words that only zod puts there. */
function bare({ ...schema }: Schema): Schema {
  delete schema.$schema;
  delete schema.id;
  return schema;
}

function writeDates({ zodSchema, jsonSchema }: { zodSchema: unknown; jsonSchema: Schema }): void {
  if (zodSchema instanceof z.ZodDate) Object.assign(jsonSchema, { type: "string", format: "date-time" });
}

function refusalsOf(path: string, { role, query, body, refusals = [] }: Operation): ErrorCode[] {
  if (role === null) return [];
  const codes: ErrorCode[] = ["unauthenticated", "too_many_requests", ...refusals];
  if (query || body) codes.push("invalid");
  if (role !== "reader") codes.push("forbidden");
  if (path.includes(":id")) codes.push("not_found");
  if (body) codes.push("too_large", "unsupported_media_type");
  return codes;
}

const REFUSALS: Record<ErrorCode, { status: number; description: string }> = {
  invalid: { status: 400, description: "Un paramètre, un champ ou un curseur n’est pas valable." },
  unauthenticated: { status: 401, description: "Pas de jeton valable." },
  forbidden: { status: 403, description: "Le rôle du membre n’y suffit pas." },
  not_found: { status: 404, description: "Un id inconnu, mal écrit, ou d’un autre produit." },
  method_not_allowed: { status: 405, description: "Une autre méthode." },
  conflict: { status: 409, description: "L’état des choses s’y oppose ; `message` dit pourquoi." },
  too_large: { status: 413, description: "Un corps de plus de 5 Mo." },
  unsupported_media_type: { status: 415, description: "Un corps qui n’est pas du JSON." },
  too_many_requests: { status: 429, description: "Plus de 6 000 appels par minute ; voyez `Retry-After`." },
  unavailable: { status: 503, description: "Momentanément impossible." },
};
