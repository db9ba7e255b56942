import { type ReactNode, useEffect, useId, useRef } from "react";
import { Form } from "react-router";
import { Button } from "./button.tsx";
import { SubmitButton } from "./form.tsx";

/**
 * A modal dialog, shown while `open`. The browser keeps the focus inside, gives it back to where it came from,
 * and closes on Escape.
 */
export function Dialog({
  open,
  onClose,
  title,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (open) ref.current?.showModal();
    else ref.current?.close();
  }, [open]);
  return (
    <dialog ref={ref} className="dialog" aria-labelledby={titleId} onClose={onClose}>
      {open && (
        <>
          <h2 className="dialog__title" id={titleId}>
            {title}
          </h2>
          {children}
        </>
      )}
    </dialog>
  );
}

/** The buttons at the foot of a dialog. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="row dialog__acts">{children}</div>;
}

/**
 * Asks before what cannot be undone: posts `fields` to `action` when confirmed. `confirm` is a verb, an object,
 * a count: « Supprimer 3 contacts ».
 */
export function ConfirmDialog({
  open,
  onClose,
  title,
  children,
  confirm,
  decline = "Annuler",
  action,
  fields = {},
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  confirm: string;
  /** The way out, where « Annuler » would be taken for the gesture. */
  decline?: string;
  action: string;
  fields?: Record<string, string>;
}) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      {children}
      <Form method="post" action={action} onSubmit={onClose}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <DialogActions>
          <Button onClick={onClose}>{decline}</Button>
          <SubmitButton>{confirm}</SubmitButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
