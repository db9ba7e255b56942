/**
 * What this browser keeps between two visits: drafts, and what could not be sent. A week at most, since it may be
 * somebody's words about somebody; gone when a user signs out.
 */
const PREFIX = "essaim ";
const WRITTEN = "essaim-kept";
const LIFE_MS = 7 * 86_400_000;

/** @returns null for nothing, for what is too old, and where the browser forbids it */
export function readKept<Value>(key: string, now = Date.now()): Value | null {
  try {
    const text = localStorage.getItem(PREFIX + key);
    const kept = text ? (JSON.parse(text) as { at: number; value: Value }) : null;
    if (kept && now - kept.at < LIFE_MS) return kept.value;
    localStorage.removeItem(PREFIX + key);
  } catch {
    // A browser that keeps nothing loses drafts, and nothing else.
  }
  return null;
}

export function writeKept(key: string, value: unknown, now = Date.now()): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: now, value }));
    window.dispatchEvent(new Event(WRITTEN));
  } catch {
    // Full, or forbidden: the form still works.
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // Nothing was kept.
  }
}

/** Hears of what this page writes, and of what other tabs do. */
export function onKept(changed: () => void): () => void {
  window.addEventListener("storage", changed);
  window.addEventListener(WRITTEN, changed);
  return () => {
    window.removeEventListener("storage", changed);
    window.removeEventListener(WRITTEN, changed);
  };
}

/** Everything that was kept for whoever leaves. */
export function forgetAll(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
