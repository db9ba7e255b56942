import { href, useRevalidator } from "react-router";
import { writeKept } from "#app/interactions/browser-store.ts";
import type { Entries } from "#app/interactions/use-draft.ts";
import { useToast } from "#app/ui/toast.tsx";

/**
 * « Annuler », for the ten seconds a letter waits: it does not leave, and its words are a draft again. Works once the
 * page that wrote it is gone, as its toast does.
 */
export function useTakeBack(): (id: string, draft: { key: string; entries: Entries }) => Promise<void> {
  const toast = useToast();
  const { revalidate } = useRevalidator();
  return async (id, { key, entries }) => {
    writeKept(key, entries);
    const answer = await post(id);
    toast({ message: answer.message, ...(!answer.done && { tone: "error" as const }) });
    await revalidate();
  };
}

async function post(id: string): Promise<{ done: boolean; message: string }> {
  try {
    const response = await fetch(href("/courriels/:id/annulation", { id }), {
      method: "POST",
      headers: { Accept: "*/*" },
    });
    return (await response.json()) as { done: boolean; message: string };
  } catch {
    return {
      done: false,
      message: "Le serveur ne répond pas : le courriel part peut-être. Vérifiez-le dans la fiche.",
    };
  }
}
