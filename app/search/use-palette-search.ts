import { useEffect, useState } from "react";
import { href } from "react-router";
import { sayLost } from "#app/ui/offline.tsx";
import type { PaletteAnswer } from "./palette-hits.ts";

/** How long the hand rests before it is asked; how long before one is told to wait. */
const REST_MS = 60;
const SLOW_MS = 150;

type Search = {
  /** The answer to what is typed, or the last one while it is awaited. */
  answer: PaletteAnswer | null;
  slow: boolean;
  failed: boolean;
};

/** Asks as one types; an answer that comes after another question was asked is not heard. */
export function usePaletteSearch(q: string): Search {
  const [state, setState] = useState<Search>({ answer: null, slow: false, failed: false });
  useEffect(() => {
    const asking = new AbortController();
    const typed = q.trim();
    const ask = async () => {
      try {
        const place = `${href("/recherche/palette")}?q=${encodeURIComponent(typed)}`;
        const response = await fetch(place, {
          signal: asking.signal,
          headers: { Accept: "application/json" },
        });
        const answer = (await response.json()) as PaletteAnswer | null;
        if (!asking.signal.aborted) setState({ answer, slow: false, failed: !response.ok });
      } catch (error) {
        if (asking.signal.aborted) return;
        if (error instanceof TypeError) sayLost();
        setState({ answer: null, slow: false, failed: true });
      }
    };
    const start = setTimeout(
      () => {
        if (typed.length < 2) setState({ answer: null, slow: false, failed: false });
        else void ask();
      },
      typed.length < 2 ? 0 : REST_MS,
    );
    const slow = setTimeout(
      () => setState((now) => ({ ...now, slow: typed.length >= 2 })),
      REST_MS + SLOW_MS,
    );
    asking.signal.addEventListener("abort", () => clearTimeout(slow));
    return () => {
      clearTimeout(start);
      asking.abort();
    };
  }, [q]);
  return state;
}
