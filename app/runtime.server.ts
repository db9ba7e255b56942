import { remember } from "./remember.ts";

type Runtime = { databaseUrl: string; secret: string; baseUrl: string };

const runtime = remember<Partial<Runtime>>("runtime", () => ({}));

/** What only the boot knows: set once, before anything else of the application is loaded. */
export function setRuntime(values: Partial<Runtime>): void {
  Object.assign(runtime, values);
}

export const databaseUrl = (): string => known("databaseUrl");
/** The instance's secret: signs, hashes and encrypts. Never logged, never sent. */
export const appSecret = (): string => known("secret");
/** Where users and mail recipients reach this instance, without a final slash. */
export const baseUrl = (): string => known("baseUrl");

function known(key: keyof Runtime): string {
  const value = runtime[key];
  if (value === undefined) throw new Error(`${key} is read before the boot has set it`);
  return value;
}
