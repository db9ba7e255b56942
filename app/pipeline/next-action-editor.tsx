import "./pipeline.css";
import { type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { href, Link } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { FormErrors, refusal } from "#app/ui/form.tsx";
import { useHydrated } from "#app/ui/hydrated.ts";
import { usePopoverPlace } from "#app/ui/popover.ts";
import { NextActionFields } from "./next-action-fields.tsx";
import type { Opportunity } from "./opportunity.ts";
import type { Partnership } from "./use-partnership.ts";

type EditorProps = {
  row: Pick<Opportunity, "id" | "institutionName" | "nextAction" | "nextActionAt" | "nextActionOwner">;
  partnership: Pick<Partnership, "fetcher" | "version">;
  now: Date;
  className: string;
  /** The name of the button, when what it shows is not enough. */
  label?: string;
  children: ReactNode;
};

/** The next action, edited in place; before JavaScript, a link to its form. */
export function NextActionEditor(props: EditorProps) {
  const { row, className, label, children } = props;
  if (useHydrated()) return <EditorPopover {...props} />;
  return (
    <Link
      className={`${className} fr-raw-link`}
      to={href("/partenariats/:id/action", { id: row.id })}
      discover="none"
      aria-label={label}
      title={label}
    >
      {children}
    </Link>
  );
}

function EditorPopover({ row, partnership, now, className, label, children }: EditorProps) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  usePopoverPlace(box, opener, "start");
  // Refused, or without a network, it stays open with what was typed; done, it closes.
  const { data, state } = partnership.fetcher;
  const [before, setBefore] = useState<object | undefined>();
  const refused = state === "idle" && data !== before ? refusal(data) : {};
  const begin = useEffectEvent((opens: boolean) => {
    setOpen(opens);
    // What was answered to something else is not told here.
    if (opens) setBefore(data);
  });
  const close = useEffectEvent(() => {
    if (open) box.current?.hidePopover();
  });
  useEffect(() => {
    if (data && "opportunity" in data) close();
  }, [data]);
  useEffect(() => {
    const element = box.current;
    // Drawn just before it shows, since a page holds hundreds.
    const opening = (event: ToggleEvent) => begin(event.newState === "open");
    const opened = (event: ToggleEvent) => {
      if (event.newState === "open")
        element?.querySelector<HTMLElement>("input:not([type='hidden'])")?.focus();
    };
    element?.addEventListener("beforetoggle", opening);
    element?.addEventListener("toggle", opened);
    return () => {
      element?.removeEventListener("beforetoggle", opening);
      element?.removeEventListener("toggle", opened);
    };
  }, []);
  return (
    <>
      <button
        type="button"
        className={className}
        ref={opener}
        data-plans={row.id}
        popoverTarget={id}
        aria-expanded={open}
        aria-label={label}
        title={label}
      >
        {children}
      </button>
      <div id={id} ref={box} popover="auto" className="menu popover planner">
        {open && (
          <partnership.fetcher.Form
            method="post"
            action={href("/partenariats/:id/action", { id: row.id })}
            aria-label={`Prochaine action, ${row.institutionName}`}
          >
            <FormErrors {...refused} />
            <input type="hidden" name="version" value={partnership.version} />
            <NextActionFields {...refused} opportunity={row} now={now} />
            <div className="row planner__acts">
              {row.nextAction && (
                <Button look="ghost" type="submit" name="nextAction" value="" onClick={emptyDate}>
                  Retirer
                </Button>
              )}
              <Button look="primary" type="submit" className="push">
                Enregistrer
              </Button>
            </div>
          </partnership.fetcher.Form>
        )}
      </div>
    </>
  );
}

/** An action that goes takes its date away. */
function emptyDate(event: { currentTarget: HTMLButtonElement }) {
  const date = event.currentTarget.form?.querySelector<HTMLInputElement>("[name='nextActionAt']");
  if (date) date.value = "";
}
