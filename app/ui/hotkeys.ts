import { useEffect, useEffectEvent } from "react";
import { shortcutsOn } from "./shortcuts.ts";

/** `"/"`, `"n"`, `"Escape"`; `"mod+k"` is Ctrl K, or ⌘ K on a Mac. */
export type Key = string;

/**
 * Calls `run` when the key is pressed anywhere in the page. A key without « mod » never fires while something
 * is being typed, nor in a dialog or a menu, nor, of one character, once they are turned off (WCAG 2.1.4).
 */
export function useHotkey(key: Key, run: (event: KeyboardEvent) => void) {
  const fire = useEffectEvent((event: KeyboardEvent) => {
    if (!matches(event, key) || (!key.startsWith("mod+") && isBusy(event.target))) return;
    if (key.length === 1 && !shortcutsOn()) return;
    event.preventDefault();
    run(event);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => fire(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

/** Whether the pressed key is this one, and no other modifier is held. */
export function matches(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
  key: Key,
): boolean {
  const wantsMod = key.startsWith("mod+");
  const mod = event.ctrlKey || event.metaKey;
  return (
    !event.altKey && mod === wantsMod && event.key.toLowerCase() === key.replace("mod+", "").toLowerCase()
  );
}

/** Whether a single letter would be text here, or belongs to what is open. */
function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (isField(target) || target.closest("dialog[open], [role='menu'], [role='listbox']") !== null)
  );
}

/** Whether typing in this element writes text. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return target.matches("input:not([type='checkbox'], [type='radio'], [type='button'], [type='submit'])");
}
