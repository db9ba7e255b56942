import {
  createStaticHandler,
  isRouteErrorResponse,
  type RouteObject,
  RouterContextProvider,
} from "react-router";
import { callAuth } from "#app/auth/call-auth.server.ts";
import { clientAddressContext } from "#app/client-address.server.ts";
import { AppError } from "#app/errors.ts";
import routes from "#app/routes.ts";

type Entry = { id?: string; path?: string; index?: boolean; file: string; children?: Entry[] };
type Method = "GET" | "POST";
type Page = { path: string; methods: Method[] };

/** Every page under the sign-in, by its whole path, with what it answers to. */
export async function signedInPages(): Promise<Page[]> {
  const layout = (routes as Entry[]).find(({ file }) => file === "auth/routes/signed-in.tsx")!;
  return (await Promise.all(layout.children!.map((entry) => pagesOf(entry, "")))).flat();
}

async function pagesOf({ path = "", index, file, children }: Entry, parent: string): Promise<Page[]> {
  const here = [parent, path].filter(Boolean).join("/");
  const { loader, action } = await load(file);
  const methods: Method[] = [...(loader ? ["GET" as const] : []), ...(action ? ["POST" as const] : [])];
  const page = { path: `/${here}${index ? "?index" : ""}`, methods };
  return [page, ...(await Promise.all((children ?? []).map((child) => pagesOf(child, here)))).flat()];
}

/** Calls the loader or the action of a page as the router does, behind the middleware that signs in. */
export async function pagesAs(account: { email: string; password: string }) {
  const handler = createStaticHandler(await Promise.all((routes as Entry[]).map(routeOf)));
  const nowhere = new Request("http://essaim.example/");
  const cookies = await callAuth("/sign-in/email", account, {
    request: nowhere,
    address: crypto.randomUUID(),
  });
  const cookie = cookies
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");

  /** @returns the status; of a GET that leads elsewhere, the one found there */
  return async function call(
    method: Method,
    path: string,
    form: Record<string, string> = {},
  ): Promise<number> {
    const body = method === "POST" ? new URLSearchParams(form) : null;
    const request = new Request(`http://essaim.example${path}`, { method, headers: { cookie }, body });
    const requestContext = new RouterContextProvider();
    requestContext.set(clientAddressContext, "192.0.2.1");
    const { status, headers } = asResponse(
      await handler
        .queryRoute(request, { requestContext, generateMiddlewareResponse: async (query) => query(request) })
        .catch((thrown: unknown) => thrown),
    );
    const elsewhere = headers.get("location");
    return method === "GET" && elsewhere ? call("GET", elsewhere) : status;
  };
}

async function routeOf({ id, path, index, file, children = [] }: Entry): Promise<RouteObject> {
  const { loader, action, middleware } = await load(file);
  const route = { id: id ?? file, path, loader: answering(loader), action: answering(action), middleware };
  if (index) return { ...route, index: true } as RouteObject;
  return { ...route, children: await Promise.all(children.map(routeOf)) } as RouteObject;
}

type Answers = (args: unknown) => unknown;

/** Their status is all that is looked at: what they hold need not be written in JSON. */
const answering = (handle: unknown) =>
  handle ? async (args: unknown) => asResponse(await (handle as Answers)(args)) : undefined;

/** A response as it is, `data()`, an expected refusal, or what a loader returns. An unexpected error goes on. */
function asResponse(answer: unknown): Response {
  if (answer instanceof Response) return answer;
  const { status, init } = (answer ?? {}) as { status?: unknown; init?: { status?: number } | null };
  if (answer instanceof Error && typeof status !== "number") throw answer;
  const refused = answer instanceof AppError || isRouteErrorResponse(answer);
  return new Response(null, { status: refused ? (status as number) : (init?.status ?? 200) });
}

const load = (file: string): Promise<Record<string, unknown>> =>
  import(/* @vite-ignore */ new URL(`../app/${file}`, import.meta.url).href);
