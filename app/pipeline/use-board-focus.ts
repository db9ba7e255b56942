import { type FocusEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";

type Root = RefObject<HTMLElement | null>;

/**
 * The focus stays with its card wherever it goes: a card that changes columns is made anew by the browser.
 * @param first the card that arrows begin at
 */
export function useBoardFocus(root: Root, first: string | null) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [awake, setAwake] = useState(false);
  const [, setOpened] = useState(0);
  const has = useRef(false);
  const opening = useRef<{ id: string; what: "moves" | "plans" } | null>(null);
  const folded = useRef<string | null>(null);
  const current = chosen ?? first;

  useLayoutEffect(() => {
    if (folded.current) {
      root.current?.querySelector<HTMLElement>(`[data-stage="${folded.current}"] [data-fold]`)?.focus();
      folded.current = null;
    }
    const { activeElement } = document;
    const lost = !activeElement || activeElement === document.body;
    if (has.current && lost && current) nameOf(cardIn(root, current))?.focus({ preventScroll: true });
    const open = opening.current;
    const card = open && cardIn(root, open.id);
    const button = card?.querySelector<HTMLElement>(open?.what === "moves" ? "[data-moves]" : "[data-plans]");
    if (!button) return;
    opening.current = null;
    // Once what has just been drawn listens.
    requestAnimationFrame(() => {
      button.focus();
      button.click();
    });
  });

  return {
    current,
    awake,
    goTo: (id: string | null) => {
      const name = id && nameOf(cardIn(root, id));
      if (!name) return;
      name.closest("[data-card]")!.scrollIntoView({ block: "nearest", inline: "nearest" });
      name.focus({ preventScroll: true });
    },
    /** Opens the menu or the editor of a card, once it has them. */
    open: (id: string, what: "moves" | "plans") => {
      opening.current = { id, what };
      has.current = true;
      setAwake(true);
      setChosen(id);
      // The same card may be opened twice.
      setOpened((count) => count + 1);
    },
    onFold: (stageId: string) => (folded.current = stageId),
    onFocus: ({ target }: FocusEvent<HTMLElement>) => {
      const id = target.closest<HTMLElement>("[data-card]")?.dataset.card;
      // A link that opens something in place is about to be replaced by what it opens.
      if (!id || (id !== current && target.matches("[data-opens='moves'], [data-opens='plans']"))) return;
      has.current = true;
      setChosen(id);
      setAwake(true);
    },
    onBlur: ({ relatedTarget }: FocusEvent<HTMLElement>) => {
      // A dialog gives the focus back to a card that may have gone meanwhile.
      const left =
        relatedTarget && !root.current?.contains(relatedTarget) && !relatedTarget.closest("dialog");
      if (left) has.current = false;
    },
  };
}

export type BoardFocus = ReturnType<typeof useBoardFocus>;

export function cardIn({ current }: Root, id: string): HTMLElement | null {
  return current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`) ?? null;
}

/** The ids of the cards of each column in sight. */
export function idsIn({ current }: Root): string[][] {
  return [...(current?.querySelectorAll("[data-stage]") ?? [])].map((column) =>
    [...column.querySelectorAll<HTMLElement>("[data-card]")].map((card) => card.dataset.card!),
  );
}

function nameOf(card: HTMLElement | null): HTMLElement | null {
  return card?.querySelector<HTMLElement>("[data-opens='file']") ?? null;
}
