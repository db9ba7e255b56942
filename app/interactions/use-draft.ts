import { type RefObject, useEffect } from "react";
import { forget, readKept, writeKept } from "./browser-store.ts";
import { setChecked, setField } from "./set-field.ts";

/** Pairs of a field's name and its value, as `FormData` lists them. */
export type Entries = [string, string][];

/**
 * Keeps what is being typed in a form in this browser, so that a closed tab, a dead battery or a lost network loses
 * nothing. Found again when the form opens; forgotten once it is sent.
 * @param key whose form, and about what; a draft is never another user's
 */
export function useDraft(form: RefObject<HTMLFormElement | null>, key: string): () => void {
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    const draft = readKept<Entries>(key);
    if (draft) fill(element, draft);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      clearTimeout(timer);
      timer = setTimeout(() => keepDraft(element, key), 250);
    };
    const saveNow = () => keepDraft(element, key);
    element.addEventListener("input", save);
    window.addEventListener("pagehide", saveNow);
    return () => {
      clearTimeout(timer);
      element.removeEventListener("input", save);
      window.removeEventListener("pagehide", saveNow);
    };
  }, [form, key]);
  return () => forget(key);
}

/** What a form holds, without the files, nor what only this drawing of it knows. */
export function entriesOf(form: HTMLFormElement): Entries {
  return [...new FormData(form).entries()].filter((entry): entry is [string, string] => {
    return typeof entry[1] === "string";
  });
}

function keepDraft(form: HTMLFormElement, key: string) {
  const typed = form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-draft]");
  if ([...typed].some(({ value }) => value.trim() !== "")) writeKept(key, entriesOf(form));
  else forget(key);
}

/** Gives a form back what was typed. */
export function fill(form: HTMLFormElement, entries: Entries): void {
  const chosen = new Set(entries.map(([name, value]) => `${name}=${value}`));
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox"))
      setChecked(field, chosen.has(`${field.name}=${field.value}`));
    else if (isTyped(field)) {
      const entry = entries.find(([name]) => name === field.name);
      if (entry && field.value !== entry[1]) setField(field, entry[1]);
    }
  }
}

function isTyped(field: Element): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement {
  if (field instanceof HTMLInputElement) return field.name !== "" && field.type !== "hidden";
  return field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement;
}
