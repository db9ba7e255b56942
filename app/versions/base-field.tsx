import { useRef, useState } from "react";
import { refusal } from "#app/ui/form.tsx";
import { TwoVersions } from "./two-versions.tsx";
import type { Base, Versions } from "./versions.ts";

/**
 * Inside a form: says what it was drawn from, and when somebody else has written the same field meanwhile, lets one
 * choose and sends again. Without JavaScript, the reason stands beside the field, and sending again is choosing one's own.
 */
export function BaseField({
  answer,
  base,
  labels,
}: {
  /** What the action answered last. */
  answer: object | undefined;
  base: Base;
  /** How each field is called, with its article. */
  labels: Record<string, string>;
}) {
  const field = useRef<HTMLInputElement>(null);
  // What was read when one began to write, whatever the page has read again since.
  const [first] = useState(base);
  const [openedAt] = useState(() => new Date());
  const [answered, setAnswered] = useState<object | null>(null);
  const clash = answer && "clash" in answer ? (answer.clash as Versions) : null;
  const seen = {
    ...(sentBase(refusal(answer).values?.base) ?? first),
    ...Object.fromEntries(clash?.versions.map((one) => [one.field, one.theirs]) ?? []),
  };
  const close = () => setAnswered(answer ?? null);
  return (
    <>
      <input ref={field} type="hidden" name="base" value={JSON.stringify(seen)} />
      <TwoVersions
        clash={answer === answered ? null : clash}
        labels={labels}
        now={clash ? later(openedAt, clash.at) : openedAt}
        onClose={close}
        onChoose={(chosen) => {
          const form = field.current?.form;
          for (const [name, value] of Object.entries(chosen)) {
            const control = form?.elements.namedItem(name);
            if (control instanceof HTMLElement && "value" in control) control.value = value ?? "";
          }
          close();
          form?.requestSubmit();
        }}
      />
    </>
  );
}

/** What this form sent of it; nothing, as on the server, when it is not legible. */
function sentBase(sent: unknown): Base | undefined {
  try {
    return typeof sent === "string" && sent !== "" ? (JSON.parse(sent) as Base) : undefined;
  } catch {
    return undefined;
  }
}

/** The fields a form is drawn from, out of the record it is of. */
export function pickFields<Field extends string>(
  record: Record<Field, string | null>,
  fields: readonly Field[],
): Record<Field, string | null> {
  return Object.fromEntries(fields.map((field) => [field, record[field]])) as Record<Field, string | null>;
}

/** Nobody has written after now, as far as one can tell without reading the clock while drawing. */
function later(one: Date, other: string | null): Date {
  const at = other ? new Date(other) : one;
  return at > one ? at : one;
}
