import { useEffect, useId, useState } from "react";
import { href, useFetcher } from "react-router";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { kindLabel, placeLabel } from "#app/institutions/kinds.ts";
import { RELATION_CHOICES } from "#app/institutions/relation.ts";
import type { loader } from "#app/institutions/routes/links.tsx";
import { Button } from "#app/ui/button.tsx";
import { FormErrors, refusal, SelectField, SubmitButton, TextField } from "#app/ui/form.tsx";

type Other = { id: string; name: string };
type Props = {
  institution: Other;
  /** Those already drawn, offered before anything is typed. */
  near: Other[];
};

const PATIENCE_MS = 200;

/** Adds a link in place: which, with whom, since when. */
export function LinkForm({ institution, near }: Props) {
  const [adding, setAdding] = useState(false);
  const [other, setOther] = useState<Other | null>(null);
  const fetcher = useFetcher<Done>();
  useUndoToast(fetcher.data, () => {
    setOther(null);
    setAdding(false);
  });
  const refused = refusal(fetcher.data);
  if (!adding)
    return (
      <p>
        <Button icon="add-line" look="ghost" onClick={() => setAdding(true)}>
          Ajouter un lien
        </Button>
      </p>
    );
  return (
    <fetcher.Form
      method="post"
      action={href("/institutions/:id/liens", { id: institution.id })}
      className="stack graph__add"
      aria-label={`Ajouter un lien à ${institution.name}`}
    >
      <FormErrors {...refused} />
      {refused.errors?.otherId && <p className="fr-error-text">{refused.errors.otherId.join(" ")}</p>}
      <SelectField
        {...refused}
        name="link"
        label={institution.name}
        options={RELATION_CHOICES}
        empty="Choisir le lien"
        required
      />
      <OtherField other={other} near={near} institution={institution} onChoose={setOther} />
      <div className="pair">
        <TextField {...refused} type="date" name="validFrom" label="Depuis" />
        <TextField {...refused} type="date" name="validTo" label="Jusqu’au" />
      </div>
      <div className="row">
        <SubmitButton look="secondary" pending={fetcher.state !== "idle"}>
          Ajouter le lien
        </SubmitButton>
        <Button look="ghost" onClick={() => setAdding(false)}>
          Annuler
        </Button>
      </div>
    </fetcher.Form>
  );
}

type OtherFieldProps = Props & { other: Other | null; onChoose: (other: Other | null) => void };

/** The other institution: typed, found, chosen. */
function OtherField({ other, near, institution, onChoose }: OtherFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const search = useFetcher<typeof loader>();
  const { load } = search;
  useEffect(() => {
    if (typed.trim().length < 2) return;
    const query = new URLSearchParams({ q: typed });
    const timer = setTimeout(
      () => void load(`${href("/institutions/:id/liens", { id: institution.id })}?${query}`),
      PATIENCE_MS,
    );
    return () => clearTimeout(timer);
  }, [typed, load, institution.id]);
  if (other)
    return (
      <div className="row">
        <input type="hidden" name="otherId" value={other.id} />
        <span className="strong fill">{other.name}</span>
        <Button look="ghost" onClick={() => onChoose(null)}>
          Changer
        </Button>
      </div>
    );
  const found =
    typed.trim().length < 2 ? near.slice(0, 5).map((one) => ({ ...one, hint: "" })) : hinted(search.data);
  return (
    <div>
      <label className="fr-label" htmlFor={id}>
        L’autre institution
      </label>
      <input
        id={id}
        className="fr-input"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        placeholder="Nom, sigle, lieu, SIREN…"
        autoComplete="off"
      />
      <ul className="fr-raw-list picker" aria-live="polite">
        {found
          .filter((one) => one.id !== institution.id)
          .map(({ hint, ...one }) => (
            <li key={one.id}>
              <button type="button" className="picker__line graph__pick" onClick={() => onChoose(one)}>
                <span className="strong clip">{one.name}</span>
                <span className="small muted clip">{hint}</span>
              </button>
            </li>
          ))}
        {typed.trim().length >= 2 && search.data && found.length === 0 && (
          <li className="muted">Aucune institution pour « {typed} ».</li>
        )}
      </ul>
    </div>
  );
}

function hinted(data: ReturnType<typeof useFetcher<typeof loader>>["data"]) {
  return (data?.found ?? []).map((one) => ({
    ...{ id: one.id, name: one.name },
    hint: [kindLabel(one.kind), placeLabel(one)].filter(Boolean).join(" · "),
  }));
}
