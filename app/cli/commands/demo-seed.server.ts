import type { Run } from "#app/cli/command.ts";
import { seedDemo } from "#app/demo/seed.server.ts";
import { baseUrl } from "#app/runtime.server.ts";
import { loadWithProgress } from "./universe-load.server.ts";

export const seedDemonstration: Run = async (_, tell) => {
  const account = await seedDemo(() => loadWithProgress(tell));
  const { email, password = "(chosen since: password link makes a way in)" } = account;
  return {
    json: account,
    lines: [
      `The demonstration is ready: ${baseUrl()}`,
      ...[`  E-mail    ${email}`, `  Password  ${password}`],
    ],
  };
};
