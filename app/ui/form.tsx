import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import { useFormAction, useNavigation } from "react-router";
import { Button } from "./button.tsx";
import { FieldGroup, FieldMessage, useField } from "./field.tsx";

/**
 * What an action answers with status 400: why, field by field, and what was typed, so that nothing is lost.
 * The reason under the key `form` is about the whole.
 */
export type FormAnswer = {
  errors?: Partial<Record<string, string[]>>;
  values?: Partial<Record<string, unknown>>;
};

/** The refusal in what an action has answered, or nothing: to spread on the fields. */
export function refusal(answer: object | undefined): FormAnswer {
  return answer && "errors" in answer ? (answer as FormAnswer) : {};
}

type Field = FormAnswer & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  /** What the field holds before anything was typed. */
  defaultValue?: string | number | null;
};

type Rest<Tag extends "input" | "select" | "textarea"> = Omit<ComponentProps<Tag>, keyof Field | "id">;

/** A line of text. `type`, `autoComplete`, `required` and the like go to the `<input>`. */
export function TextField({
  name,
  label,
  hint,
  errors,
  values,
  defaultValue,
  ...input
}: Field & Rest<"input">) {
  const field = useField(name, errors);
  const kept = input.type === "password" ? "" : typed(name, values, defaultValue);
  return (
    <FieldGroup kind="input" field={field} label={label} hint={hint}>
      <input className="fr-input" name={name} defaultValue={kept} {...field.control} {...input} />
    </FieldGroup>
  );
}

/** Several lines of text. */
export function TextArea({
  name,
  label,
  hint,
  errors,
  values,
  defaultValue,
  ...area
}: Field & Rest<"textarea">) {
  const field = useField(name, errors);
  return (
    <FieldGroup kind="input" field={field} label={label} hint={hint}>
      <textarea
        className="fr-input"
        rows={4}
        name={name}
        defaultValue={typed(name, values, defaultValue)}
        {...field.control}
        {...area}
      />
    </FieldGroup>
  );
}

/** A choice in a list. `empty` is the wording of no choice. */
export function SelectField({
  name,
  label,
  hint,
  errors,
  values,
  defaultValue,
  options,
  empty,
  ...select
}: Field & { options: { value: string; label: string }[]; empty?: string } & Rest<"select">) {
  const field = useField(name, errors);
  return (
    <FieldGroup kind="select" field={field} label={label} hint={hint}>
      <select
        className="fr-select"
        name={name}
        defaultValue={typed(name, values, defaultValue)}
        {...field.control}
        {...select}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldGroup>
  );
}

/** A box to tick; sends `on`, or `value`. */
export function Checkbox({
  name,
  label,
  hint,
  errors,
  values,
  defaultChecked = false,
  ...input
}: Omit<Field, "defaultValue"> & Omit<ComponentProps<"input">, keyof Field | "id" | "type">) {
  const field = useField(name, errors);
  const checked = values ? [values[name]].flat().includes(input.value ?? "on") : defaultChecked;
  return (
    <div
      className={`fr-checkbox-group fr-checkbox-group--sm${field.message ? " fr-checkbox-group--error" : ""}`}
    >
      <input type="checkbox" name={name} defaultChecked={checked} {...field.control} {...input} />
      <label className="fr-label" htmlFor={field.control.id}>
        {label}
        {hint && <span className="fr-hint-text">{hint}</span>}
      </label>
      <FieldMessage field={field} />
    </div>
  );
}

/**
 * Why the form was refused: the reasons that belong to no field, and the focus on the first field at fault.
 * Goes first inside the `<Form>`.
 */
export function FormErrors({ errors }: FormAnswer) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const form = box.current?.closest("form");
    if (!errors || !form) return;
    (form.querySelector<HTMLElement>("[aria-invalid='true']") ?? box.current)?.focus();
  }, [errors]);
  const count = Object.values(errors ?? {}).filter((messages) => messages?.length).length;
  const whole = errors?.form ?? [];
  return (
    <div ref={box} role="alert" tabIndex={-1} className="form__errors">
      {count > 0 && (
        <div className="fr-alert fr-alert--error fr-alert--sm">
          {whole.length > 0 ? (
            whole.map((message) => <p key={message}>{message}</p>)
          ) : (
            <p>{count > 1 ? `${count} champs sont à corriger.` : "Un champ est à corriger."}</p>
          )}
        </div>
      )}
    </div>
  );
}

/** Sends the form; says so, and refuses a second press, while the answer is awaited. */
export function SubmitButton({
  children,
  pending,
  busy = "Un instant…",
  ...props
}: { children: ReactNode; pending?: boolean; busy?: string } & Omit<ComponentProps<typeof Button>, "type">) {
  const navigation = useNavigation();
  const action = useFormAction();
  const sending =
    pending ?? (navigation.state !== "idle" && navigation.formAction === (props.formAction ?? action));
  return (
    <Button
      look="primary"
      type="submit"
      aria-disabled={sending}
      onClick={sending ? refuse : undefined}
      {...props}
    >
      {sending ? busy : children}
    </Button>
  );
}

function typed(name: string, values: FormAnswer["values"], defaultValue: Field["defaultValue"]): string {
  const value = values && name in values ? values[name] : defaultValue;
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function refuse(event: { preventDefault(): void }) {
  event.preventDefault();
}
