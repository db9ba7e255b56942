import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { IconButton } from "./button.tsx";

export type Toast = {
  message: string;
  /** What « Annuler » does. A toast that can be undone stays longer. */
  undo?: () => void;
  /** What « Réessayer » does, after a failure that may pass. */
  retry?: () => void;
  tone?: "plain" | "error";
};

const ToastContext = createContext<(toast: Toast) => void>(() => {});

/** `const toast = useToast(); toast({ message: "Étape changée.", undo })` */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext);
}

type Shown = Toast & { id: number };
const kept = 3;

/** Holds the toasts of the page, and the region where a screen reader hears them. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<Shown[]>([]);
  const show = useCallback((toast: Toast) => {
    setToasts((shown) => [...shown, { ...toast, id: (shown.at(-1)?.id ?? 0) + 1 }].slice(-kept));
  }, []);
  const close = useCallback(
    (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id)),
    [],
  );
  const region = useMemo(
    () => toasts.map((toast) => <ToastLine key={toast.id} toast={toast} close={close} />),
    [toasts, close],
  );
  return (
    <ToastContext value={show}>
      {children}
      <output className="toasts">{region}</output>
    </ToastContext>
  );
}

const readingTime = 6_000;
const undoTime = 12_000;

function ToastLine({ toast, close }: { toast: Shown; close: (id: number) => void }) {
  const [held, setHeld] = useState(false);
  const { id, undo, retry } = toast;
  useEffect(() => {
    if (held || toast.tone === "error") return;
    const timer = setTimeout(close, undo ? undoTime : readingTime, id);
    return () => clearTimeout(timer);
  }, [held, id, undo, toast.tone, close]);
  return (
    <div
      className={toast.tone === "error" ? "toast toast--error" : "toast"}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className="fill">{toast.message}</span>
      {undo && (
        <ToastButton id={id} run={undo} close={close}>
          Annuler
        </ToastButton>
      )}
      {retry && (
        <ToastButton id={id} run={retry} close={close}>
          Réessayer
        </ToastButton>
      )}
      <IconButton icon="close-line" label="Fermer ce message" onClick={() => close(id)} />
    </div>
  );
}

/** What can be done about it, once. */
function ToastButton({
  id,
  run,
  close,
  children,
}: {
  id: number;
  run: () => void;
  close: (id: number) => void;
  children: string;
}) {
  return (
    <button
      type="button"
      className="link toast__undo"
      onClick={() => {
        run();
        close(id);
      }}
    >
      {children}
    </button>
  );
}
