import { type ReactNode, useId } from "react";

/** What ties a field, its label and the reason of its refusal together. */
export function useField(name: string, errors?: Partial<Record<string, string[]>>) {
  const id = useId();
  const message = errors?.[name]?.join(" ");
  const messageId = `${id}-message`;
  return {
    message,
    messageId,
    control: {
      id,
      "aria-invalid": message ? true : undefined,
      "aria-describedby": message ? messageId : undefined,
    },
  };
}

/** DSFR's group: label and hint, field, message. */
export function FieldGroup({
  kind,
  field,
  label,
  hint,
  children,
}: {
  kind: "input" | "select";
  field: FieldState;
  label: ReactNode;
  hint?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={`fr-${kind}-group${field.message ? ` fr-${kind}-group--error` : ""}`}>
      <label className="fr-label" htmlFor={field.control.id}>
        {label}
        {hint && <span className="fr-hint-text">{hint}</span>}
      </label>
      {children}
      <FieldMessage field={field} />
    </div>
  );
}

export function FieldMessage({ field }: { field: FieldState }) {
  if (!field.message) return null;
  return (
    <p className="fr-error-text" id={field.messageId}>
      {field.message}
    </p>
  );
}

type FieldState = ReturnType<typeof useField>;
