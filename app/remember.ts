/** Keeps one value per process across hot reloads: pools, loops, limiters. */
export function remember<T>(key: string, create: () => T): T {
  const store = globalThis as unknown as Record<string, T | undefined>;
  return (store[`essaim:${key}`] ??= create());
}
