import { z } from "zod";
import packageJson from "../../package.json" with { type: "json" };
import { openApiDocument } from "./open-api.ts";
import { type Endpoint, operation } from "./operation.ts";

/** The operation that answers the document; made once, at the first call. */
export function describeApi(endpoints: () => Endpoint[]) {
  let document: ReturnType<typeof openApiDocument> | undefined;
  return operation({
    summary: "Ce document : l’API, en OpenAPI 3.1",
    role: null,
    answer: z.looseObject({ openapi: z.string() }),
    run: () => (document ??= openApiDocument(endpoints(), packageJson.version)),
  });
}
