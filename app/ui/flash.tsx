import { useEffect, useEffectEvent } from "react";
import { useLocation } from "react-router";
import { useUndo } from "#app/history/use-undo.ts";
import { useToast } from "./toast.tsx";

/**
 * Says on the page one arrives at what was done on the page one left: `navigate(to, { state: { flash } })`. Once, and
 * not again when the browser comes back to it.
 */
export function Flash() {
  const { key, state } = useLocation();
  const toast = useToast();
  const undo = useUndo();
  const flash = (state as { flash?: { message: string; setId?: string } } | null)?.flash;
  const say = useEffectEvent((entry: string) => {
    if (!flash || said.has(entry)) return;
    said.add(entry);
    const { message, setId } = flash;
    toast(setId ? { message, undo: () => undo(setId) } : { message });
  });
  useEffect(() => say(key), [key]);
  return null;
}

/** Filled by an effect alone: in the browser. */
const said = new Set<string>();
