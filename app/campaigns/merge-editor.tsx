import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { findTrigger, insertField, matchingFields, splitFields, type Trigger } from "./merge-trigger.ts";

export type FieldChoice = { field: string; label: string; value: string };
export type EditorHandle = { insert: (field: string) => void };

/**
 * A text in which merge fields are painted, and proposed as soon as « { » is typed. Still a plain `<textarea>`: what is
 * painted lies behind it, in the same letters.
 */
export function MergeEditor({
  name,
  label,
  value,
  onChange,
  fields,
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
  multiline?: boolean;
  handle?: RefObject<EditorHandle | null>;
  onFocus?: () => void;
  readOnly?: boolean;
  maxLength?: number;
  "aria-describedby"?: string;
}) {
  const box = useRef<HTMLTextAreaElement>(null);
  const caretAfter = useRef<number | null>(null);
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const [active, setActive] = useState(0);
  const listId = useId();
  const choices = trigger ? matchingFields(fields, trigger.typed) : [];
  const open = choices.length > 0;

  useEffect(() => {
    if (caretAfter.current === null) return;
    box.current?.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = null;
  });

  function put(field: string, start: number, caret: number) {
    const done = insertField(value, { start, caret, field });
    caretAfter.current = done.caret;
    setTrigger(null);
    onChange(done.text);
    box.current?.focus();
  }

  useImperativeHandle(handle, () => ({
    insert: (field) => {
      const caret = box.current?.selectionEnd ?? value.length;
      put(field, caret, caret);
    },
  }));

  function look() {
    const { selectionStart, selectionEnd } = box.current!;
    setTrigger(selectionStart === selectionEnd ? findTrigger(box.current!.value, selectionEnd) : null);
    setActive(0);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!multiline && event.key === "Enter" && !open) event.preventDefault();
    if (!open || !trigger) return;
    const chosen = choices[active];
    if (event.key === "ArrowDown") setActive((active + 1) % choices.length);
    else if (event.key === "ArrowUp") setActive((active - 1 + choices.length) % choices.length);
    else if ((event.key === "Enter" || event.key === "Tab") && chosen)
      put(chosen.field, trigger.start, box.current!.selectionEnd);
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
        <FieldList id={listId} choices={choices} active={active}>
          {(field) => put(field, trigger!.start, box.current!.selectionEnd)}
        </FieldList>
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

/** Under the caret; as wide as its longest line, and inside the editor. */
function FieldList({
  id,
  choices,
  active,
  children: choose,
}: {
  id: string;
  choices: FieldChoice[];
  active: number;
  children: (field: string) => void;
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
    <div ref={list} id={id} className="menu typing__menu" role="listbox" aria-label="Champs">
      {choices.map(({ field, label, value }, index) => (
        <div
          key={field}
          id={`${id}-${index}`}
          className="menu__item"
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          title={label}
          onPointerDown={(event) => {
            event.preventDefault();
            choose(field);
          }}
        >
          <span className="typing__name">{field}</span>
          <span className="muted push clip">{value || "vide"}</span>
        </div>
      ))}
    </div>
  );
}
