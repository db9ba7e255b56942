import { sayWhen } from "./letter-line.tsx";

/** « Courriel à Hélène Castaing : il part dans dix secondes. » */
export function sayWritten({ name, dueAt }: { name: string; dueAt: Date }, now: Date): string {
  const soon = dueAt.getTime() - now.getTime() < 60_000;
  return `Courriel à ${name} : il part ${soon ? "dans dix secondes" : sayWhen(dueAt, now)}.`;
}
