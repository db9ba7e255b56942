import { AppError } from "#app/errors.ts";
import type { Endpoint, Operation } from "./operation.ts";

export const API_ROOT = "/api/v1";

/**
 * The operation a request is for, and the id in its path.
 * @throws {AppError} not_found for an unknown path, method_not_allowed with the methods it has
 */
export function findEndpoint(
  endpoints: Endpoint[],
  method: string,
  pathname: string,
): { operation: Operation; id: string | undefined } {
  const path = pathname.slice(API_ROOT.length).replace(/\/$/, "");
  const here = endpoints.filter((endpoint) => matches(endpoint.path, path));
  if (here.length === 0)
    throw new AppError("not_found", `Rien n’est à cette adresse : voyez ${API_ROOT}/openapi.json.`);
  const asked = method === "HEAD" ? "GET" : method;
  const found = here.find((endpoint) => endpoint.method === asked);
  if (!found) throw notAllowed(here);
  return { operation: found.operation, id: idIn(found.path, path) };
}

function notAllowed(here: Endpoint[]): AppError {
  const allow = here.map(({ method }) => method);
  return new AppError("method_not_allowed", `Cette adresse ne connaît que ${allow.join(", ")}.`, {
    details: { allow },
  });
}

function matches(template: string, path: string): boolean {
  const [expected, given] = [template.split("/"), path.split("/")];
  return (
    expected.length === given.length &&
    expected.every((part, i) => part === given[i] || (part === ":id" && given[i]))
  );
}

function idIn(template: string, path: string): string | undefined {
  const place = template.split("/").indexOf(":id");
  return place < 0 ? undefined : path.split("/")[place];
}
