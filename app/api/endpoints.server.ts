import * as campaigns from "#app/campaigns/routes/api-campaigns.ts";
import * as contacts from "#app/contacts/routes/api-contacts.ts";
import * as institutions from "#app/institutions/routes/api-institutions.ts";
import * as mailboxes from "#app/outbox/routes/api-mailboxes.ts";
import * as opportunities from "#app/pipeline/routes/api-opportunities.ts";
import * as usage from "#app/pipeline/routes/api-usage.ts";
import { describeApi } from "./describe-api.ts";
import type { Endpoint, Method, Operation } from "./operation.ts";

/** The API's table of contents: every call, written by hand. Calls are answered, and the document made, from it. */
export const endpoints: Endpoint[] = [
  endpoint(
    "GET",
    "/openapi.json",
    describeApi(() => endpoints),
  ),

  endpoint("GET", "/institutions", institutions.list),
  endpoint("POST", "/institutions", institutions.create),
  endpoint("GET", "/institutions/:id", institutions.read),
  endpoint("PATCH", "/institutions/:id", institutions.update),

  endpoint("GET", "/contacts", contacts.list),
  endpoint("POST", "/contacts", contacts.create),
  endpoint("GET", "/contacts/:id", contacts.read),
  endpoint("PATCH", "/contacts/:id", contacts.update),

  endpoint("GET", "/opportunities", opportunities.list),
  endpoint("POST", "/opportunities", opportunities.create),
  endpoint("GET", "/opportunities/:id", opportunities.read),
  endpoint("PATCH", "/opportunities/:id", opportunities.update),

  endpoint("GET", "/usage", usage.list),
  endpoint("PUT", "/usage", usage.put),

  endpoint("GET", "/mailboxes", mailboxes.list),
  endpoint("POST", "/mailboxes", mailboxes.create),
  endpoint("GET", "/mailboxes/:id", mailboxes.read),
  endpoint("PATCH", "/mailboxes/:id", mailboxes.update),

  endpoint("GET", "/campaigns", campaigns.list),
  endpoint("POST", "/campaigns", campaigns.create),
  endpoint("GET", "/campaigns/:id", campaigns.read),
  endpoint("POST", "/campaigns/:id/launch", campaigns.launch),
  endpoint("POST", "/campaigns/:id/pause", campaigns.pause),
  endpoint("POST", "/campaigns/:id/resume", campaigns.resume),
  endpoint("GET", "/campaigns/:id/results", campaigns.results),
  endpoint("GET", "/campaigns/:id/messages", campaigns.messages),
];

function endpoint(method: Method, path: string, operation: Operation): Endpoint {
  return { method, path, operation };
}
