/** The process: migrates, serves HTTP and, unless WORKER=off, runs the worker in the same place. */
import { constants } from "node:zlib";
import { createRequestListener } from "@remix-run/node-fetch-server";
import compression from "compression";
import express from "express";

const development = process.env.NODE_ENV === "development";
const app = express().disable("x-powered-by").set("etag", false);

const vite = development
  ? await (await import("vite")).createServer({ server: { middlewareMode: true }, appType: "custom" })
  : undefined;
const load = (): Promise<typeof import("./app/server.ts")> =>
  vite
    ? (vite.ssrLoadModule("./app/server.ts") as never)
    : import(new URL("./build/server/index.js", import.meta.url).href);

try {
  const application = await load();
  const { port, host, inlineWorker } = await application.boot();
  serveStatic();
  app.use(
    createRequestListener(
      async (request: Request, client: { address: string }) => (await load()).handle(request, client.address),
      {
        onError: (error) => {
          console.error(error);
          return new Response("Erreur", { status: 500 });
        },
      },
    ),
  );
  const server = app.listen(port, host);
  await new Promise<void>((resolve, reject) => {
    server.once("listening", resolve);
    server.once("error", reject);
  });
  await application.ready((server.address() as { port: number }).port);
  if (inlineWorker) await application.startWorker();

  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.once(signal, async () => {
      server.close();
      server.closeIdleConnections();
      await application.shutdown();
      await vite?.close();
      process.exit(0);
    });
} catch (error) {
  console.error(explain(error as NodeJS.ErrnoException));
  // Loading fails again where loading is what failed.
  await load()
    .then((application) => application.shutdown())
    .catch(() => {});
  process.exit(1);
}

function serveStatic(): void {
  if (vite) {
    app.use(vite.middlewares);
    return;
  }
  const client = new URL("./build/client", import.meta.url).pathname;
  // Without a flush after each chunk, compression would hold streamed pages back.
  const flush = { flush: constants.Z_SYNC_FLUSH, brotli: { flush: constants.BROTLI_OPERATION_FLUSH } };
  app.use(compression(flush as compression.CompressionOptions));
  app.use(
    "/assets",
    express.static(`${client}/assets`, { immutable: true, maxAge: "1y", fallthrough: false }),
  );
  app.use(express.static(client, { maxAge: "1h", index: false }));
}

function explain(error: NodeJS.ErrnoException & { port?: number }): string {
  if (error.code === "EADDRINUSE")
    return `Port ${error.port} is already taken: stop the other program, or choose another with PORT=3001.`;
  if (error.code === "EACCES" && error.syscall === "listen")
    return `Port ${error.port} is reserved to the administrator: choose one above 1024 with PORT=3000.`;
  if (error.code === "ERR_MODULE_NOT_FOUND" && /build\/server/.test(error.message))
    return "There is no build yet: run npm run build, or npm start, which builds.";
  return error.name === "EnvError" || error.name === "BootError"
    ? error.message
    : (error.stack ?? String(error));
}
