/**
 * What a page leaves behind, to be found again by « back »: how far a list had been read, where it stood. In the
 * browser's memory only: filled by effects, so that the server never shares it between two readers.
 */
const memory = new Map<string, unknown>();
const most = 40;

/** Keeps a value under the key of a history entry (`useLocation().key`); the oldest go first. */
export function keep(key: string, value: unknown): void {
  memory.delete(key);
  memory.set(key, value);
  const [oldest] = memory.keys();
  if (memory.size > most && oldest !== undefined) memory.delete(oldest);
}

export function kept<Value>(key: string): Value | undefined {
  return memory.get(key) as Value | undefined;
}
