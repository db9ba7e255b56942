import { useRef } from "react";
import { Form, href } from "react-router";
import { useHotkey } from "./hotkeys.ts";
import { Icon } from "./icon.tsx";

/** The search of the top bar. */
export function Omnibox() {
  const field = useRef<HTMLInputElement>(null);
  const focus = () => field.current?.select();
  useHotkey("/", focus);
  useHotkey("mod+k", focus);
  return (
    <Form className="omnibox" role="search" action={href("/recherche")}>
      <label className="omnibox__label">
        <Icon name="search-line" />
        <span className="fr-sr-only">Rechercher</span>
        <input
          ref={field}
          className="omnibox__field"
          type="search"
          name="q"
          autoComplete="off"
          placeholder="Rechercher ou lancer une commande"
          aria-keyshortcuts="/ Control+K"
        />
      </label>
      <kbd className="kbd">Ctrl K</kbd>
    </Form>
  );
}
