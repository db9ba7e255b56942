import { useEffect } from "react";
import { href, useFetcher, useRevalidator } from "react-router";
import type { loader } from "./routes/dila.tsx";

const POLL_MS = 800;

/** How far the file being sent has been read; the page itself is busy sending it. */
export function useReadSoFar(sending: boolean): number {
  const fetcher = useFetcher<typeof loader>();
  const { load, state, data } = fetcher;
  useEffect(() => {
    if (!sending || state !== "idle") return;
    const timer = setTimeout(() => void load(href("/reglages/annuaire/dila")), POLL_MS);
    return () => clearTimeout(timer);
  }, [sending, state, load]);
  return sending && data?.load?.state === "reading" ? data.load.counts.read : 0;
}

/** Asks again while something is under way. */
export function useFollow(busy: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => void revalidate(), POLL_MS);
    return () => clearInterval(timer);
  }, [busy, revalidate]);
}
