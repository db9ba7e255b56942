import type { Run } from "#app/cli/command.ts";
import { seedDemo } from "#app/demo/seed.server.ts";
import { loadWithProgress } from "./universe-load.server.ts";

export const seedDemonstration: Run = async (_, tell) => {
  const account = await seedDemo(() => loadWithProgress(tell));
  const { email, password } = account;
  const signIn = password === undefined ? `as ${email}` : `as ${email} with the password ${password}`;
  return { json: account, lines: [`The demonstration is ready: sign in ${signIn}.`] };
};
