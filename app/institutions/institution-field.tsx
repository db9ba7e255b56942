import "#app/contacts/people.css";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { href, useFetcher } from "react-router";
import type { FormAnswer } from "#app/ui/form.tsx";
import type { InstitutionChoice } from "./routes/choices.ts";

type Chosen = { id: string; name: string };

/**
 * Picks one institution by typing: arrows move in the answers, Entrée takes one, Échap closes them. What is chosen is
 * sent as `name`.
 */
export function InstitutionField({
  name = "institutionId",
  label = "Institution",
  chosen: first = null,
  errors,
}: FormAnswer & { name?: string; label?: string; chosen?: Chosen | null }) {
  const id = useId();
  const [chosen, setChosen] = useState<Chosen | null>(first);
  const [text, setText] = useState(first?.name ?? "");
  const [at, setAt] = useState(0);
  const { found, look, clear } = useChoices();
  const open = found.length > 0 && chosen === null;
  const message = errors?.[name]?.join(" ");
  const take = (choice: InstitutionChoice) => {
    setChosen(choice);
    setText(choice.name);
    clear();
  };
  const keys = (event: KeyboardEvent) => {
    if (!open) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((at + step + found.length) % found.length);
    else if (event.key === "Enter") take(found[at] ?? found[0]!);
    else if (event.key === "Escape") clear();
    else return;
    event.preventDefault();
  };
  return (
    <div className={message ? "fr-input-group fr-input-group--error" : "fr-input-group"}>
      <label className="fr-label" htmlFor={id}>
        {label}
      </label>
      <div className="combo">
        <input
          id={id}
          className="fr-input"
          type="text"
          role="combobox"
          autoComplete="off"
          placeholder="Nom, sigle, lieu, SIREN…"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={open ? `${id}-${at}` : undefined}
          aria-invalid={message ? true : undefined}
          aria-describedby={message ? `${id}-why` : undefined}
          value={text}
          onKeyDown={keys}
          onChange={({ target: { value } }) => {
            setText(value);
            setChosen(null);
            setAt(0);
            look(value);
          }}
        />
        <div id={`${id}-list`} role="listbox" aria-label={label} className="combo__list" hidden={!open}>
          {found.map((choice, index) => (
            <button
              type="button"
              tabIndex={-1}
              key={choice.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              className="combo__line"
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(choice)}
            >
              <span className="strong clip">{choice.name}</span>
              <span className="small muted clip">{choice.lead}</span>
            </button>
          ))}
        </div>
      </div>
      <input type="hidden" name={name} value={chosen?.id ?? ""} />
      {message && (
        <p id={`${id}-why`} className="fr-error-text">
          {message}
        </p>
      )}
    </div>
  );
}

function useChoices() {
  const fetcher = useFetcher<InstitutionChoice[]>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [asked, setAsked] = useState("");
  useEffect(() => () => clearTimeout(timer.current), []);
  const look = (q: string) => {
    clearTimeout(timer.current);
    setAsked(q.trim());
    timer.current = setTimeout(() => {
      if (q.trim()) void fetcher.load(`${href("/institutions/choix")}?${new URLSearchParams({ q })}`);
    }, 200);
  };
  return { found: asked ? (fetcher.data ?? []) : [], look, clear: () => setAsked("") };
}
