/** The worker alone, as many as wanted, on the same PostgreSQL as the server. */
const application: typeof import("./app/server.ts") = await import(
  new URL("./build/server/index.js", import.meta.url).href
);

try {
  await application.boot();
  await application.startWorker();
} catch (error) {
  const { name, message, stack } = error as Error;
  console.error(name === "EnvError" || name === "BootError" ? message : stack);
  process.exit(1);
}

for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, async () => {
    await application.shutdown();
    process.exit(0);
  });
