import { lazy, Suspense, useEffect, useState } from "react";
import { Form, href } from "react-router";
import { useRecents } from "#app/search/recents.ts";
import { useHotkey } from "./hotkeys.ts";
import { useHydrated } from "./hydrated.ts";
import { Icon } from "./icon.tsx";

const load = () => import("#app/search/palette.tsx");
const Palette = lazy(load);

const LABEL = "Rechercher ou lancer une commande";

/**
 * The search of the top bar: opens the palette, whose code comes after the page; without JavaScript, a form
 * that leads to the page of results. `/` goes to the list's own search, where there is one.
 */
export function Omnibox(props: { productId: string; writes: boolean; onHelp: () => void }) {
  // Never drawn before it is asked for, and kept then, so that it opens at once the next time.
  const [open, setOpen] = useState(false);
  const [met, setMet] = useState(false);
  const show = () => {
    setMet(true);
    setOpen(true);
  };
  // Once the page is at rest: what is typed right after the first Ctrl K must not wait for code.
  useEffect(() => {
    const soon = setTimeout(() => void load(), 1000);
    return () => clearTimeout(soon);
  }, []);
  useRecents(props.productId);
  useHotkey("mod+k", show);
  useHotkey("/", () => {
    const list = document.querySelector<HTMLInputElement>(".page .listsearch__field");
    if (list) list.select();
    else show();
  });
  if (!useHydrated()) return <SearchForm />;
  return (
    <>
      <button
        type="button"
        className="omnibox omnibox--button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        onClick={show}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
      >
        <Icon name="search-line" />
        <span className="omnibox__words">{LABEL}</span>
        <kbd className="kbd">Ctrl K</kbd>
      </button>
      {met && (
        <Suspense>
          <Palette {...props} open={open} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function SearchForm() {
  return (
    <Form className="omnibox" role="search" action={href("/recherche")}>
      <label className="omnibox__label">
        <Icon name="search-line" />
        <span className="fr-sr-only">Rechercher</span>
        <input className="omnibox__field" type="search" name="q" autoComplete="off" placeholder={LABEL} />
      </label>
      <kbd className="kbd">Ctrl K</kbd>
    </Form>
  );
}
