import { sayWhen } from "./say-when.ts";
import type { Written } from "./write.server.ts";

/** « Courriel à Hélène Castaing : il part dans dix secondes. » */
export function sayWritten({ name, dueAt, paused }: Written, now: Date): string {
  if (paused) return `Courriel à ${name} : il attend que la boîte reprenne.`;
  const soon = dueAt.getTime() - now.getTime() < 60_000;
  return `Courriel à ${name} : il part ${soon ? "dans dix secondes" : sayWhen(dueAt, now)}.`;
}
