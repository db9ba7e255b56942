import { useState } from "react";
import { useFetcher } from "react-router";
import type { InteractionKind } from "#app/interactions/interaction.ts";
import { withParams } from "#app/ui/url.ts";
import type { TimelinePage } from "./timeline.ts";

type Read = {
  /** What the page's loader has read; a new reading starts again from it. */
  first: TimelinePage;
  kind: InteractionKind | null;
  page: TimelinePage;
  received: TimelinePage | null;
  /** Whether the awaited page follows what is shown, or takes its place. */
  adding: boolean;
};

/** The timeline as far as it has been read, of the kind that was asked for. */
export function useTimeline(here: string, first: TimelinePage, kind: InteractionKind | null) {
  const fetcher = useFetcher<TimelinePage>();
  const [read, setRead] = useState<Read>(() => begin(first, kind));
  const { data } = fetcher;
  if (read.first !== first) setRead(begin(first, kind, data));
  else if (data && data !== read.received) {
    const items = read.adding ? [...read.page.items, ...data.items] : data.items;
    setRead({ ...read, received: data, page: { ...data, items } });
  }
  const load = (next: Partial<Read>, params: Record<string, string | null>) => {
    setRead({ ...read, ...next });
    void fetcher.load(here + withParams("", params));
  };
  return {
    page: read.page,
    kind: read.kind,
    loading: fetcher.state !== "idle",
    more: () => load({ adding: true }, { type: read.kind, curseur: read.page.nextCursor }),
    show: (one: InteractionKind | null) => load({ kind: one, adding: false }, { type: one }),
  };
}

function begin(
  first: TimelinePage,
  kind: InteractionKind | null,
  received: TimelinePage | null = null,
): Read {
  return { first, kind, page: first, received, adding: false };
}
