import { useEffect, useEffectEvent, useId, useRef } from "react";
import type { FormAnswer } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { usePopoverPlace } from "#app/ui/popover.ts";
import { INTERACTION_KINDS, KIND_ICONS, KIND_LABELS } from "./kinds.ts";

/** What it was, whose initiative, and with whom: one, or several. */
export function KindFields({
  contacts,
  values,
}: {
  contacts: { id: string; name: string }[];
  values: FormAnswer["values"];
}) {
  return (
    <div className="row row--wrap quicklog__types">
      <div className="row row--wrap" role="radiogroup" aria-label="Type d’échange">
        {INTERACTION_KINDS.map((kind, index) => (
          <label key={kind} className="chip chip--sm">
            <input
              className="fr-sr-only"
              type="radio"
              name="kind"
              value={kind}
              defaultChecked={values ? values.kind === kind : index === 0}
            />
            <Icon name={KIND_ICONS[kind]} />
            {KIND_LABELS[kind]}
          </label>
        ))}
      </div>
      <label className="chip chip--sm">
        <input
          className="fr-sr-only"
          type="checkbox"
          name="theirs"
          defaultChecked={values?.theirs === "on"}
        />
        <Icon name="reply-line" />à leur initiative
      </label>
      {contacts.length > 0 && <WithWhom contacts={contacts} />}
    </div>
  );
}

/** The people who took part. Before JavaScript too, since the popover is the browser's. */
function WithWhom({ contacts }: { contacts: { id: string; name: string }[] }) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  usePopoverPlace(box, opener, "end");
  const tell = () => {
    const names = [...(box.current?.querySelectorAll<HTMLInputElement>(":checked") ?? [])].map(
      ({ dataset }) => dataset.name ?? "",
    );
    const [first = "avec…", ...more] = names;
    const label = opener.current?.querySelector(".quicklog__names");
    if (label)
      label.textContent =
        names.length > 0 ? `avec ${first}${more.length > 0 ? ` +${more.length}` : ""}` : first;
  };
  const forget = useEffectEvent(() => setTimeout(tell));
  useEffect(() => {
    const form = opener.current?.form;
    const emptied = () => void forget();
    form?.addEventListener("reset", emptied);
    return () => form?.removeEventListener("reset", emptied);
  }, []);
  return (
    <>
      <button
        type="button"
        ref={opener}
        className="chip chip--sm chip--ghost quicklog__with push"
        popoverTarget={id}
        aria-label="Avec qui"
      >
        <Icon name="user-line" />
        <span className="quicklog__names clip">avec…</span>
      </button>
      <div id={id} ref={box} popover="auto" className="menu popover quicklog__people" onChange={tell}>
        {contacts.map(({ id: contactId, name }) => (
          <label key={contactId} className="menu__item">
            <input type="checkbox" name="with" value={contactId} data-name={name} />
            <span className="clip">{name}</span>
          </label>
        ))}
      </div>
    </>
  );
}
