import { useEffect, useEffectEvent } from "react";
import { useRevalidator } from "react-router";

const BUSY_MS = 1_500;
const IDLE_MS = 20_000;

/** Reads the page again while it may change: often when messages are leaving, never in a hidden tab. */
export function useLive(running: boolean, busy: boolean): void {
  const { revalidate, state } = useRevalidator();
  const again = useEffectEvent(() => {
    if (document.visibilityState === "visible" && state === "idle") void revalidate();
  });
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => again(), busy ? BUSY_MS : IDLE_MS);
    const seen = () => again();
    document.addEventListener("visibilitychange", seen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [running, busy]);
}
