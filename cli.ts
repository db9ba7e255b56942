/** The command line: `npm run cli -- help`. */
const application: typeof import("./app/server.ts") = await import(
  new URL("./build/server/index.js", import.meta.url).href
);

process.exitCode = await application.runCommand(process.argv.slice(2));
process.exit();
