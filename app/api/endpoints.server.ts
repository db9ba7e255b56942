import * as mailboxes from "#app/outbox/routes/api-mailboxes.ts";
import { describeApi } from "./describe-api.ts";
import type { Endpoint, Method, Operation } from "./operation.ts";

/** The API's table of contents: every call, written by hand. Calls are answered, and the document made, from it. */
export const endpoints: Endpoint[] = [
  endpoint(
    "GET",
    "/openapi.json",
    describeApi(() => endpoints),
  ),

  endpoint("GET", "/mailboxes", mailboxes.list),
  endpoint("POST", "/mailboxes", mailboxes.create),
  endpoint("GET", "/mailboxes/:id", mailboxes.read),
  endpoint("PATCH", "/mailboxes/:id", mailboxes.update),
];

function endpoint(method: Method, path: string, operation: Operation): Endpoint {
  return { method, path, operation };
}
