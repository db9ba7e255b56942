import { useSyncExternalStore } from "react";

/** Shortcuts of a single character, which some speech input types by accident, can be turned off (WCAG 2.1.4). */
const KEY = "shortcuts";
const listeners = new Set<() => void>();

/** Whether they fire, and how to change it. Kept in this browser. */
export function useShortcuts(): [on: boolean, turn: (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, shortcutsOn, () => true), turn];
}

/** In the browser alone. */
export function shortcutsOn(): boolean {
  return localStorage.getItem(KEY) !== "off";
}

function turn(on: boolean) {
  localStorage.setItem(KEY, on ? "on" : "off");
  for (const changed of listeners) changed();
}

/** Another tab counts as well. */
function subscribe(changed: () => void) {
  listeners.add(changed);
  window.addEventListener("storage", changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener("storage", changed);
  };
}
