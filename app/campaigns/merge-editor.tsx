import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import {
  findSnippetTrigger,
  findTrigger,
  insertField,
  insertText,
  matchingFields,
  matchingSnippets,
  splitFields,
  type Trigger,
} from "./merge-trigger.ts";

/** `missing`: how many of the people have no value for it. */
export type FieldChoice = { field: string; label: string; value: string; missing?: number };
export type SnippetChoice = { name: string; text: string };
export type EditorHandle = { insert: (field: string) => void; paste: (text: string) => void };

type Choice = {
  key: string;
  label: string;
  name: string;
  hint: string;
  put: (start: number, caret: number) => void;
};

/**
 * A text in which merge fields are painted, and proposed as soon as « { » is typed; snippets, after « / ». Still a plain `<textarea>`: what is
 * painted lies behind it, in the same letters.
 */
export function MergeEditor({
  name,
  label,
  value,
  onChange,
  fields,
  snippets = [],
  multiline = false,
  handle,
  onFocus,
  ...area
}: {
  name: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  fields: FieldChoice[];
  snippets?: SnippetChoice[];
  multiline?: boolean;
  handle?: RefObject<EditorHandle | null>;
  onFocus?: () => void;
  readOnly?: boolean;
  maxLength?: number;
  "aria-describedby"?: string;
}) {
  const box = useRef<HTMLTextAreaElement>(null);
  const caretAfter = useRef<number | null>(null);
  const [trigger, setTrigger] = useState<(Trigger & { of: "fields" | "snippets" }) | null>(null);
  const [active, setActive] = useState(0);
  const listId = useId();
  const choices = trigger ? choicesFor(trigger) : [];
  const open = choices.length > 0;

  useEffect(() => {
    if (caretAfter.current === null) return;
    box.current?.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = null;
  });

  function put(done: { text: string; caret: number }) {
    caretAfter.current = done.caret;
    setTrigger(null);
    onChange(done.text);
    box.current?.focus();
  }

  function putField(field: string, start: number, caret: number) {
    const fallback = (fields.find((one) => one.field === field)?.missing ?? 0) > 0;
    put(insertField(value, { start, caret, field, fallback }));
  }

  function putText(inserted: string, start: number, caret: number) {
    put(insertText(value, { start, caret, inserted: multiline ? inserted : inserted.replace(/\s+/g, " ") }));
  }

  function choicesFor({ of, typed }: { of: "fields" | "snippets"; typed: string }): Choice[] {
    if (of === "snippets")
      return matchingSnippets(snippets, typed).map((snippet) => ({
        ...{ key: snippet.name, label: snippet.text, name: snippet.name, hint: snippet.text },
        put: (start, caret) => putText(snippet.text, start, caret),
      }));
    return matchingFields(fields, typed).map(({ field, value: held, missing = 0, ...one }) => ({
      ...{ key: field, label: one.label, name: field },
      hint: `${held || "vide"}${missing > 0 ? ` · vide pour ${missing}` : ""}`,
      put: (start, caret) => putField(field, start, caret),
    }));
  }

  useImperativeHandle(handle, () => ({
    insert: (field) => {
      const caret = box.current?.selectionEnd ?? value.length;
      putField(field, caret, caret);
    },
    paste: (text) => {
      const caret = box.current?.selectionEnd ?? value.length;
      putText(text, caret, caret);
    },
  }));

  function look() {
    const { selectionStart, selectionEnd } = box.current!;
    const { value: text } = box.current!;
    const field = selectionStart === selectionEnd ? findTrigger(text, selectionEnd) : null;
    const snippet = selectionStart === selectionEnd ? findSnippetTrigger(text, selectionEnd) : null;
    setTrigger(field ? { ...field, of: "fields" } : snippet && { ...snippet, of: "snippets" });
    setActive(0);
  }

  function onKeyDown(event: KeyboardEvent) {
    // The caret leaves what was being typed: choosing then would take all that lies in between.
    if (MOVES.has(event.key)) return setTrigger(null);
    if (!multiline && event.key === "Enter" && !open) event.preventDefault();
    if (!open || !trigger) return;
    const chosen = choices[active];
    if (event.key === "ArrowDown") setActive((active + 1) % choices.length);
    else if (event.key === "ArrowUp") setActive((active - 1 + choices.length) % choices.length);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen)
      chosen.put(trigger.start, box.current!.selectionEnd);
    else if (event.key === "Escape") setTrigger(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={multiline ? "typing" : "typing typing--line"}>
      <div className="typing__paint" aria-hidden="true">
        <Painted text={value} caret={open && trigger ? trigger.start : null} />
      </div>
      <textarea
        {...area}
        ref={box}
        name={name}
        className="typing__area"
        aria-label={label}
        rows={1}
        value={value}
        onChange={(event) => {
          onChange(multiline ? event.target.value : event.target.value.replace(/\s*\n\s*/g, " "));
          look();
        }}
        onClick={look}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={() => setTrigger(null)}
        aria-autocomplete="list"
        aria-controls={open ? listId : undefined}
        aria-activedescendant={open ? `${listId}-${active}` : undefined}
      />
      {open && (
        <ChoiceList id={listId} label={LABELS[trigger!.of]} choices={choices} active={active}>
          {(choice) => choice.put(trigger!.start, box.current!.selectionEnd)}
        </ChoiceList>
      )}
    </div>
  );
}

/** The same text, its fields in colour. A mark stands where the list of fields opens. */
function Painted({ text, caret }: { text: string; caret: number | null }) {
  if (caret !== null)
    return (
      <>
        <Painted text={text.slice(0, caret)} caret={null} />
        <span data-caret="" />
        {text.slice(caret)}{" "}
      </>
    );
  return (
    <>
      {splitFields(text).map((part, index) =>
        part.field ? (
          <span key={index} className="typing__field">
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}{" "}
    </>
  );
}

const MOVES = new Set(["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"]);
const LABELS = { fields: "Champs", snippets: "Extraits" };

/** Under the caret; as wide as its longest line, and inside the editor. */
function ChoiceList({
  id,
  label: title,
  choices,
  active,
  children: choose,
}: {
  id: string;
  label: string;
  choices: Choice[];
  active: number;
  children: (choice: Choice) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const menu = list.current;
    const mark = menu?.parentElement?.querySelector<HTMLElement>("[data-caret]");
    if (!menu || !mark) return;
    const room = menu.parentElement!.clientWidth - menu.offsetWidth;
    menu.style.setProperty("--at-x", `${Math.max(0, Math.min(mark.offsetLeft, room))}px`);
    menu.style.setProperty("--at-y", `${mark.offsetTop + 26}px`);
  });
  return (
    <div ref={list} id={id} className="menu typing__menu" role="listbox" aria-label={title}>
      {choices.map((choice, index) => (
        <div
          key={choice.key}
          id={`${id}-${index}`}
          className="menu__item"
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          title={choice.label}
          onPointerDown={(event) => {
            event.preventDefault();
            choose(choice);
          }}
        >
          <span className="typing__name">{choice.name}</span>
          <span className="muted push clip">{choice.hint}</span>
        </div>
      ))}
    </div>
  );
}
