import { createStaticHandler, type RouteObject, RouterContextProvider } from "react-router";
import { callAuth } from "#app/auth/call-auth.server.ts";
import { clientAddressContext } from "#app/client-address.server.ts";
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
  return async (method: Method, path: string, form: Record<string, string> = {}): Promise<number> => {
    const body = method === "POST" ? new URLSearchParams(form) : null;
    const request = new Request(`http://essaim.example${path}`, { method, headers: { cookie }, body });
    const requestContext = new RouterContextProvider();
    requestContext.set(clientAddressContext, "192.0.2.1");
    try {
      return statusOf(
        await handler.queryRoute(request, {
          requestContext,
          generateMiddlewareResponse: async (query) => asResponse(await query(request)),
        }),
      );
    } catch (thrown) {
      return statusOf(thrown);
    }
  };
}

async function routeOf({ id, path, index, file, children = [] }: Entry): Promise<RouteObject> {
  const { loader, action, middleware } = await load(file);
  const route = { id: id ?? file, path, loader, action, middleware };
  if (index) return { ...route, index: true } as RouteObject;
  return { ...route, children: await Promise.all(children.map(routeOf)) } as RouteObject;
}

const load = (file: string): Promise<Record<string, unknown>> =>
  import(/* @vite-ignore */ new URL(`../app/${file}`, import.meta.url).href);

const asResponse = (answer: unknown): Response =>
  answer instanceof Response ? answer : new Response(null, { status: statusOf(answer) });

function statusOf(answer: unknown): number {
  if (answer instanceof Response) return answer.status;
  const { status, init } = (answer ?? {}) as { status?: unknown; init?: { status?: number } | null };
  if (typeof status === "number") return status;
  if (answer instanceof Error) throw answer;
  return init?.status ?? 200;
}
