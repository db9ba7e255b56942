import { useEffect, useRef } from "react";
import { Form, useLocation, useNavigate } from "react-router";
import { Icon } from "#app/ui/icon.tsx";
import { withParams } from "#app/ui/url.ts";
import { useListQuery } from "./use-filter.ts";

/** How long the hand may rest before what is typed is looked for, in milliseconds. */
const rest = 200;

/** Searches the list as one types; the best answers first, until another order is asked for. */
export function ListSearch({ label, placeholder }: { label: string; placeholder: string }) {
  const { pathname, search } = useLocation();
  const next = useListQuery();
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
  // When the hand rests, a filter may have been chosen meanwhile.
  const latest = useRef(next);
  useEffect(() => {
    latest.current = next;
  });

  function look(after: number) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const typed = field.current?.value.trim() ?? "";
      if (typed === (new URLSearchParams(latest.current).get("q") ?? "")) return;
      const to = withParams(latest.current, { q: typed || null, tri: null, curseur: null });
      void navigate(to || "?", { replace: true, preventScrollReset: true });
    }, after);
  }

  return (
    <Form
      className="listsearch"
      role="search"
      action={pathname}
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
