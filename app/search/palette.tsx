import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { href, useFetcher, useNavigate } from "react-router";
import { askLog } from "#app/interactions/ask-log.ts";
import { useAddedToast } from "#app/pipeline/add-to-pipeline.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { useScheme } from "#app/ui/scheme.ts";
import { readVerb } from "./commands.ts";
import { type Group, groupsOf, type Item } from "./palette-items.ts";
import { PaletteList } from "./palette-list.tsx";
import { readRecents } from "./recents.ts";
import { usePaletteSearch } from "./use-palette-search.ts";
import "./palette.css";

type PaletteProps = {
  onClose: () => void;
  onHelp: () => void;
  productId: string;
  writes: boolean;
};

/** « Rechercher ou lancer une commande »: a combobox in a dialog, at the hand of the keyboard. */
export default function Palette({ open, ...props }: PaletteProps & { open: boolean }) {
  const dialog = useRef<HTMLDialogElement>(null);
  // One for all the times it opens: what it did is said once it has closed.
  const choose = useChoose(props.onClose, props.onHelp);
  useEffect(() => {
    if (!open) return dialog.current?.close();
    dialog.current?.showModal();
    dialog.current?.querySelector("input")?.focus();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Rechercher ou lancer une commande"
      onClose={props.onClose}
      {...DISMISSED}
    >
      {open && <Combobox {...props} onChoose={choose} />}
    </dialog>
  );
}

/** A press outside closes it, as « Échap » does, where the browser knows how. */
const DISMISSED = { closedby: "any" } as const;

function Combobox({
  onClose,
  onChoose,
  productId,
  writes,
}: Omit<PaletteProps, "onHelp"> & { onChoose: (item: Item) => void }) {
  const [typed, setTyped] = useState("");
  const [of, setOf] = useState<Item | null>(null);
  const [at, setAt] = useState(0);
  const listId = useId();
  const verb = readVerb(typed);
  const search = usePaletteSearch(verb?.rest ?? typed);
  const { answer } = search;
  const groups = of
    ? [{ title: of.label, items: of.actions! }]
    : listed(typed, answer, verb?.verb ?? null, productId, writes);
  const items = groups.flatMap((group) => group.items);
  const active = items[Math.min(at, items.length - 1)];

  function type(text: string) {
    setTyped(text);
    setOf(null);
    setAt(0);
  }

  function press(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[event.key];
    if (step && items.length > 0) {
      const next = Math.min(at, items.length - 1) + step;
      setAt(
        Math.abs(step) > 1
          ? Math.min(Math.max(next, 0), items.length - 1)
          : (next + items.length) % items.length,
      );
    } else if (event.key === "Enter" && active) onChoose(active);
    else if (event.key === "Tab" && !event.shiftKey && !of && active?.actions) show(active);
    else if (of && ((event.key === "Tab" && event.shiftKey) || event.key === "Escape")) show(null);
    else if (event.key === "Tab") return event.preventDefault();
    else return;
    event.preventDefault();
  }

  function show(item: Item | null) {
    setOf(item);
    setAt(0);
  }

  return (
    <>
      <div className="palette__field">
        <Icon name="search-line" size="md" />
        <input
          className="palette__input"
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={active ? `${listId}-${active.key}` : undefined}
          aria-autocomplete="list"
          aria-label="Rechercher"
          placeholder="Une institution, une personne, un code, une commande"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={press}
        />
        {answer && typed.trim().length > 1 && (
          <span className="small muted" title="Temps pris par le serveur">
            {answer.ms}
            {"\u00A0"}ms
          </span>
        )}
        <button
          type="button"
          className="kbd palette__close"
          onClick={onClose}
          aria-label="Fermer"
          tabIndex={-1}
        >
          Échap
        </button>
      </div>
      <PaletteList
        {...{ groups, active, listId, typed, search }}
        onChoose={onChoose}
        onPoint={(item) => setAt(items.indexOf(item))}
      />
      <p className="palette__foot small muted">
        <kbd className="kbd">↑</kbd>
        <kbd className="kbd">↓</kbd> choisir
        <span>
          <kbd className="kbd">Entrée</kbd> ouvrir
        </span>
        <span>
          <kbd className="kbd">{of ? "Maj Tab" : "Tab"}</kbd> {of ? "revenir" : "voir les actions"}
        </span>
      </p>
    </>
  );
}

function listed(
  typed: string,
  answer: Parameters<typeof groupsOf>[0],
  verb: Parameters<typeof groupsOf>[2],
  productId: string,
  writes: boolean,
): Group[] {
  const q = typed.trim();
  const groups = groupsOf(q.length < 2 ? null : answer, q, verb, writes);
  if (q.length >= 2) {
    const all: Item = {
      ...{ key: "all", icon: "list-unordered", label: "Voir tous les résultats" },
      to: `${href("/recherche")}?${new URLSearchParams({ q })}`,
    };
    return [...groups, { title: "Recherche", items: [all] }];
  }
  const recents = q ? [] : readRecents(productId);
  return recents.length > 0 ? [{ title: "Vus récemment", items: recents }, ...groups] : groups;
}

/** What choosing a line does. */
function useChoose(onClose: () => void, onHelp: () => void): (item: Item) => void {
  const navigate = useNavigate();
  const [, setScheme] = useScheme();
  const adding = useFetcher();
  useAddedToast(adding.data as object | undefined);
  return ({ to, command, board, log }) => {
    onClose();
    if (to?.startsWith("tel:")) location.assign(to);
    else if (to) void navigate(to);
    else if (board)
      void adding.submit({ institutionId: board }, { method: "post", action: href("/partenariats") });
    else if (log) askLog(log);
    else if (command === "log") askLog(null);
    else if (command === "help") onHelp();
    else if (command === "theme-light" || command === "theme-dark" || command === "theme-system")
      setScheme(command === "theme-light" ? "light" : command === "theme-dark" ? "dark" : "system");
  };
}
