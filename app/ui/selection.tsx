import { type ReactNode, useRef, useState } from "react";
import { useLocation } from "react-router";
import { IconButton } from "./button.tsx";
import { formatNumber } from "./format.ts";
import { withParams } from "./url.ts";

/** The selected rows: those of `ids`, or, when `all`, everything the filter finds, loaded or not. */
export type Selection = { ids: string[]; all: boolean; count: number; clear: () => void };

type State = Record<string, true>;

/** Which rows are selected. Another filter empties the selection; another order keeps it. */
export function useSelection(rows: { id: string }[], total: number) {
  const { search } = useLocation();
  const filter = withParams(search, { tri: null, colonnes: null, curseur: null });
  const [chosen, setChosen] = useState<{ filter: string; state: State; all: boolean }>({
    filter,
    ...nothing,
  });
  const before = useRef<State>(chosen.state);

  if (chosen.filter !== filter) setChosen({ filter, ...nothing });

  const everyRow = (): State => Object.fromEntries(rows.map(({ id }) => [id, true as const]));
  const state = chosen.all ? everyRow() : chosen.state;
  const set = (next: State, all = false) => setChosen({ filter, state: next, all });

  return {
    state,
    ids: Object.keys(state),
    all: chosen.all,
    count: chosen.all ? total : Object.keys(state).length,
    clear: () => set({}),
    takeAll: () => set({}, true),
    update: (updater: State | ((old: State) => State)) => {
      const next = typeof updater === "function" ? updater(state) : updater;
      before.current = next;
      set(next);
    },
    extend: (from: number, to: number) => {
      const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1);
      set({ ...before.current, ...Object.fromEntries(range.map(({ id }) => [id, true as const])) });
    },
  };
}

const nothing = { state: {}, all: false };

/** The bar that floats over the table while rows are selected. */
export function SelectionBar({
  selection,
  total,
  feminine = false,
  children,
}: {
  selection: ReturnType<typeof useSelection>;
  total: number;
  feminine?: boolean;
  children: ReactNode;
}) {
  const { count, all, clear, takeAll } = selection;
  const agreement = `${feminine ? "e" : ""}${count > 1 ? "s" : ""}`;
  return (
    <div className="selection" role="toolbar" aria-label="Actions sur la sélection">
      <span className="row selection__count">
        <span className="strong" aria-live="polite">
          {formatNumber(count)} sélectionné{agreement}
        </span>
        {!all && count < total && (
          <button type="button" className="link" onClick={takeAll}>
            tout prendre ({formatNumber(total)})
          </button>
        )}
      </span>
      {children}
      <IconButton icon="close-line" label="Vider la sélection (Échap)" onClick={clear} />
    </div>
  );
}
