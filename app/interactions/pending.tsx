import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useSyncExternalStore,
} from "react";
import { href, useRevalidator } from "react-router";
import { useUndo } from "#app/history/use-undo.ts";
import { plural } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { useToast } from "#app/ui/toast.tsx";
import { forgetAll, onKept, readKept, writeKept } from "./browser-store.ts";
import type { Entries } from "./use-draft.ts";

type Kept = { institutionId: string; entries: Entries };
type Answer = { setId: string; message: string } | { errors: Record<string, string[]> };

const PendingContext = createContext<(exchange: Kept) => void>(() => {});

/** Keeps an exchange that could not be sent, to be sent when the network is back. */
export const useKeepForLater = () => useContext(PendingContext);

/**
 * What was noted without a network. It is sent again under the id the browser gave it, so that one of which only the
 * answer was lost is not noted twice.
 */
export function PendingExchanges({ userId, children }: { userId: string; children: ReactNode }) {
  const key = `pending ${userId}`;
  const count = useSyncExternalStore(
    onKept,
    () => readKept<Kept[]>(key)?.length ?? 0,
    () => 0,
  );
  const toast = useToast();
  const undo = useUndo();
  const { revalidate } = useRevalidator();

  const change = useCallback(
    (next: (kept: Kept[]) => Kept[]) => writeKept(key, next(readKept<Kept[]>(key) ?? [])),
    [key],
  );
  const keep = useCallback((exchange: Kept) => change((all) => [...all, exchange]), [change]);

  const sendAll = useEffectEvent(async () => {
    for (const exchange of readKept<Kept[]>(key) ?? []) {
      const answer = await send(exchange);
      if (!answer) return;
      change((all) => all.filter((other) => idOf(other) !== idOf(exchange)));
      if ("setId" in answer) toast({ message: answer.message, undo: () => undo(answer.setId) });
      else {
        writeKept(`draft ${userId} ${exchange.institutionId}`, exchange.entries);
        const why = Object.values(answer.errors).flat().join(" ");
        toast({ message: `Un échange gardé est refusé, et redevient un brouillon. ${why}`, tone: "error" });
      }
    }
    await revalidate();
  });

  useEffect(() => {
    if (navigator.onLine && (readKept<Kept[]>(key) ?? []).length > 0) void sendAll();
    const online = () => void sendAll();
    // Whoever leaves this browser leaves nothing in it.
    const leaving = ({ target }: SubmitEvent) => {
      if (target instanceof HTMLFormElement && target.action.endsWith(href("/deconnexion"))) forgetAll();
    };
    window.addEventListener("online", online);
    document.addEventListener("submit", leaving);
    return () => {
      window.removeEventListener("online", online);
      document.removeEventListener("submit", leaving);
    };
  }, [key]);

  return (
    <PendingContext value={keep}>
      {count > 0 && (
        <div className="pending" role="status">
          <Icon name="time-line" />
          <span className="fill">
            {plural(count, "échange gardé", "échanges gardés")} dans ce navigateur, à envoyer dès que le
            réseau revient.
          </span>
          <button type="button" className="link" onClick={() => void sendAll()}>
            Réessayer
          </button>
        </div>
      )}
      {children}
    </PendingContext>
  );
}

const idOf = ({ entries }: Kept) => entries.find(([name]) => name === "id")?.[1];

/** @returns null while the server cannot be reached, or cannot answer */
async function send({ institutionId, entries }: Kept): Promise<Answer | null> {
  try {
    const body = new URLSearchParams([...entries, ["institutionId", institutionId]]);
    const response = await fetch(href("/echanges"), { method: "POST", body, headers: { Accept: "*/*" } });
    if (response.status >= 500 || response.redirected) return null;
    return (await response.json()) as Answer;
  } catch {
    return null;
  }
}
