import { setRuntime } from "#app/runtime.server.ts";

// A process apart, which the test kills in the middle: it says how far it is, one line a committed lot.
setRuntime({ databaseUrl: process.argv[2]! });
const { loadUniverse } = await import("#app/universe/load.server.ts");
await loadUniverse((progress) => process.stdout.write(`${JSON.stringify(progress)}\n`));
process.exit();
