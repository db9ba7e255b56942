import { useSyncExternalStore } from "react";

const KEY = "pipeline.replis";
const CHANGED = "pipeline-replis";

/** Which columns are folded: as the counts say at first, then as this reader chose, on this machine. */
export function useFolds(atFirst: ReadonlySet<string>) {
  const kept = useSyncExternalStore(subscribe, read, () => "{}");
  const chosen = parse(kept);
  return {
    isFolded: (id: string) => chosen[id] ?? atFirst.has(id),
    fold: (id: string, folded: boolean) => write({ ...chosen, [id]: folded }),
  };
}

/** A browser that keeps nothing still folds. */
let inMemory = "{}";

function read(): string {
  try {
    return localStorage.getItem(KEY) ?? inMemory;
  } catch {
    return inMemory;
  }
}

function write(chosen: Record<string, boolean>): void {
  inMemory = JSON.stringify(chosen);
  try {
    localStorage.setItem(KEY, inMemory);
  } catch {
    // Kept in memory.
  }
  dispatchEvent(new Event(CHANGED));
}

function parse(kept: string): Record<string, boolean> {
  try {
    return (JSON.parse(kept) ?? {}) as Record<string, boolean>;
  } catch {
    return {};
  }
}

function subscribe(changed: () => void): () => void {
  addEventListener(CHANGED, changed);
  return () => removeEventListener(CHANGED, changed);
}
