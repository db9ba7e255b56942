import { useEffect, useEffectEvent, useId, useRef } from "react";
import { href, Link, useFetcher } from "react-router";
import { setField } from "#app/interactions/set-field.ts";
import { Button } from "#app/ui/button.tsx";
import { type FormAnswer, refusal } from "#app/ui/form.tsx";
import { formatPhone } from "#app/ui/format.ts";
import { useHydrated } from "#app/ui/hydrated.ts";
import { keep, kept } from "#app/ui/kept.ts";
import type { Proposed } from "./signature.server.ts";

const KEPT = "signature";

/**
 * « Coller une signature »: fills the form it is in with what the signature says, to be read again and corrected before
 * anything is saved. Outside a form, it proposes the institution first.
 */
export function SignaturePaste({ choosing = false }: { choosing?: boolean }) {
  const fetcher = useFetcher<Proposed | FormAnswer>();
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const { data } = fetcher;
  const proposed = data && "signature" in data ? data : null;
  const read = (text: string) => {
    if (text.trim() === "") return;
    keep(KEPT, text);
    void fetcher.submit({ text }, { method: "post", action: href("/contacts/signature") });
  };
  const fill = useEffectEvent(({ signature }: Proposed) => {
    const form = area.current?.form;
    if (!form) return;
    for (const [name, value] of Object.entries(fieldsOf(signature))) {
      const field = form.elements.namedItem(name);
      if (value && field instanceof HTMLInputElement) setField(field, value);
    }
    keep(KEPT, "");
  });
  useEffect(() => {
    if (proposed) fill(proposed);
  }, [proposed]);
  // The institution was chosen from it a moment ago: what it says of the person follows.
  const again = useEffectEvent(() => {
    const text = kept<string>(KEPT);
    if (choosing || !text || !area.current) return;
    area.current.value = text;
    read(text);
  });
  useEffect(() => again(), []);
  if (!useHydrated()) return null;
  return (
    <details className="signature">
      <summary>Coller une signature de courriel</summary>
      <div className="stack">
        <textarea
          ref={area}
          id={id}
          className="fr-input"
          rows={4}
          aria-label="Signature"
          placeholder="Collez ses quelques lignes : nom, fonction, téléphone…"
          onPaste={(event) => {
            const field = event.currentTarget;
            setTimeout(() => read(field.value));
          }}
        />
        <p className="row">
          <Button onClick={() => read(area.current?.value ?? "")}>Lire la signature</Button>
          <span className="small muted" role="status">
            {fetcher.state !== "idle" && "Un instant…"}
            {Object.values(refusal(data).errors ?? {})
              .flat()
              .join(" ")}
            {proposed && fetcher.state === "idle" && (choosing ? "" : "À relire avant d’ajouter.")}
          </span>
        </p>
        {proposed && <Institutions proposed={proposed} choosing={choosing} />}
      </div>
    </details>
  );
}

/** Where the person may work. */
function Institutions({ proposed, choosing }: { proposed: Proposed; choosing: boolean }) {
  const { institutions, signature } = proposed;
  const { organisation } = signature;
  if (!choosing)
    return (
      organisation && <p className="small muted">Institution lue dans la signature&nbsp;: {organisation}.</p>
    );
  if (institutions.length === 0)
    return (
      <p className="muted">
        {organisation ? `« ${organisation} » n’est pas reconnue` : "La signature ne dit pas l’institution"}
        &nbsp;: cherchez-la ci-dessous, le reste est gardé.
      </p>
    );
  return (
    <ul className="fr-raw-list picker" aria-label="Institutions proposées">
      {institutions.map(({ id, name, why }) => (
        <li key={id}>
          <Link className="picker__line fr-raw-link" to={`?institution=${id}`}>
            <span className="strong clip">{name}</span>
            <span className="small muted clip">{why}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function fieldsOf({ firstName, lastName, function: post, email, phones }: Proposed["signature"]) {
  return {
    ...{ firstName, lastName, function: post, email, source: "signature de courriel" },
    phone: phones[0] ? formatPhone(phones[0]) : null,
  };
}
