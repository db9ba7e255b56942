/** Runs one import in a process of its own, which a test kills in the middle. */
import { setRuntime } from "#app/runtime.server.ts";

setRuntime({
  databaseUrl: process.env.ESSAIM_TEST_DATABASE!,
  secret: "a secret of the tests, long enough for anyone",
  baseUrl: "http://essaim.example",
});
const { runImport } = await import("#app/imports/run.server.ts");
await runImport(process.argv[2]!, { lot: Number(process.argv[3]) });
process.exit();
