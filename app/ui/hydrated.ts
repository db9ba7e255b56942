import { useSyncExternalStore } from "react";

/**
 * Whether JavaScript has taken the page over: false on the server and while hydrating. What needs it, a menu, an
 * editor in place, is a plain link until then.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}
