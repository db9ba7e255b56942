/** The command line: `npm run --silent cli -- help`. */
try {
  const application: typeof import("./app/server.ts") = await import(
    new URL("./build/server/index.js", import.meta.url).href
  );
  process.exitCode = await application.runCommand(process.argv.slice(2));
} catch (error) {
  // A wrong environment, or no build: the application itself could not be loaded.
  const message = explain(error as NodeJS.ErrnoException);
  console.error(message);
  if (process.argv.includes("--json"))
    console.log(JSON.stringify({ error: { code: "environment", message } }));
  process.exitCode = 1;
}
process.exit();

function explain({ name, code, message, stack }: NodeJS.ErrnoException): string {
  if (code === "ERR_MODULE_NOT_FOUND" && message.includes("build/server"))
    return "There is no build yet: run npm run build, or npm run cli, which builds.";
  return name === "EnvError" ? message : (stack ?? message);
}
