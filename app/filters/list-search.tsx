import { useEffect, useRef } from "react";
import { Form, useLocation, useNavigate } from "react-router";
import { Icon } from "#app/ui/icon.tsx";
import { withParams } from "#app/ui/url.ts";

/** How long the hand may rest before what is typed is looked for, in milliseconds. */
const rest = 200;

/** Searches the list as one types; the best answers first, until another order is asked for. */
export function ListSearch({ label, placeholder }: { label: string; placeholder: string }) {
  const { search } = useLocation();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const params = new URLSearchParams(search);
  const q = params.get("q") ?? "";

  useEffect(() => () => clearTimeout(timer.current), [timer]);
  useEffect(() => {
    // « Back », or a filter lifted elsewhere: unless someone is typing here.
    if (field.current && field.current !== document.activeElement) field.current.value = q;
  }, [q, field]);

  function look(after: number) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const typed = field.current?.value.trim() ?? "";
      // As the URL is by then: a filter may have been chosen meanwhile.
      const now = window.location.search;
      if (typed === (new URLSearchParams(now).get("q") ?? "")) return;
      const to = withParams(now, { q: typed || null, tri: null, curseur: null });
      void navigate(to || "?", { replace: true, preventScrollReset: true });
    }, after);
  }

  return (
    <Form
      className="listsearch"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        look(0);
      }}
    >
      <Icon name="search-line" />
      <input
        ref={field}
        className="listsearch__field"
        type="search"
        name="q"
        defaultValue={q}
        onInput={() => look(rest)}
        autoComplete="off"
        maxLength={200}
        aria-label={label}
        placeholder={placeholder}
      />
      {["filtre", "colonnes"].map((name) => {
        const value = params.get(name);
        return value && <input key={name} type="hidden" name={name} value={value} />;
      })}
    </Form>
  );
}
