import os from "node:os";
import { setRuntime } from "#app/runtime.server.ts";

/** In a process that a test started: where it is told to work, and the name it gives to servers. */
export function reachDatabase(): void {
  const { DATABASE, SECRET, BASE_URL, CLIENT } = process.env;
  setRuntime({ databaseUrl: DATABASE!, secret: SECRET!, baseUrl: BASE_URL! });
  // What nodemailer says in EHLO: as if each process had its own machine.
  if (CLIENT) os.hostname = () => CLIENT;
}
