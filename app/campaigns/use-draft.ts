import { useEffect, useState, useSyncExternalStore } from "react";
import { useRevalidator } from "react-router";
import { createDraftSaver, type DraftWords, type Kept, type SaveAnswer } from "./draft-saver.ts";

/** The words of a draft, saved at `url` as they are typed, and meanwhile kept in this browser. */
export function useDraft(campaignId: string, read: Kept, url: string) {
  const { revalidate } = useRevalidator();
  const [saver] = useState(() =>
    createDraftSaver(read, {
      post: (changed, from) => postDraft(url, changed, from),
      keep: (kept) => keep(campaignId, kept),
      onSaved: () => void revalidate(),
    }),
  );
  const state = useSyncExternalStore(saver.subscribe, saver.get, saver.get);
  useEffect(() => {
    const kept = recall(campaignId);
    if (kept) saver.recall(kept);
    return saver.stop;
  }, [campaignId, saver]);
  useEffect(() => saver.refresh(read), [saver, read]);
  return { ...state, change: saver.change, settle: saver.settle, save: saver.save };
}

async function postDraft(url: string, changed: Partial<DraftWords>, version: number): Promise<SaveAnswer> {
  const body = new URLSearchParams({ ...changed, version: String(version) });
  try {
    const response = await fetch(url, { method: "POST", body });
    return (await response.json()) as SaveAnswer;
  } catch {
    return null;
  }
}

const keyOf = (campaignId: string) => `essaim:brouillon:${campaignId}`;

function keep(campaignId: string, kept: Kept | null): void {
  try {
    if (kept) localStorage.setItem(keyOf(campaignId), JSON.stringify(kept));
    else localStorage.removeItem(keyOf(campaignId));
  } catch {
    // Private browsing, or a full store: the server's copy is then the only one.
  }
}

function recall(campaignId: string): Kept | null {
  const kept = localStorage.getItem(keyOf(campaignId));
  return kept === null ? null : (JSON.parse(kept) as Kept);
}
