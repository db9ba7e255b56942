import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import { href, useFetcher, useLocation } from "react-router";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { FormErrors, refusal, SelectField, TextField } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuButton } from "#app/ui/menu.tsx";
import { type BulkCounts, type BulkList, type ChangeName, CHANGES_OF, countOf, sayCounts } from "./bulk.ts";

type Whom = { ids: string[]; all: boolean; count: number; clear?: () => void };
type Choice = { value: string; label: string };
export type BulkChoices = { owners: Choice[]; stages?: { name: string; kind: string }[]; tags?: Choice[] };

const LABELS: Record<ChangeName, string> = {
  ...{ owner: "Attribuer…", keyAccount: "Grand compte…", addTag: "Ajouter une étiquette…" },
  ...{ removeTag: "Retirer une étiquette…", stage: "Changer d’étape…", nextAction: "Planifier une action…" },
  remove: "Supprimer…",
};

/** What can be done at once to the chosen rows, or to everything the filter finds; seen before it is done. */
export function BulkActions({
  list,
  whom,
  choices,
  button,
}: {
  list: BulkList;
  whom: Whom;
  choices: BulkChoices;
  button: ReactNode;
}) {
  const [change, setChange] = useState<ChangeName | null>(null);
  const fetcher = useFetcher();
  useUndoToast(fetcher.data, () => {
    setChange(null);
    whom.clear?.();
  });
  return (
    <>
      <Menu label="Actions groupées" opener={{ className: "chip" }} button={button}>
        {CHANGES_OF[list].map((name) => (
          <MenuButton key={name} onClick={() => setChange(name)}>
            {name === "remove" && list === "partnerships" ? "Retirer du pipeline…" : LABELS[name]}
          </MenuButton>
        ))}
      </Menu>
      <Dialog
        open={change !== null}
        onClose={() => setChange(null)}
        title={`${change ? LABELS[change].replace("…", "") : ""} · ${countOf(list, whom.count)}`}
      >
        {change && (
          <ChangeForm
            key={change}
            {...{ list, whom, choices, change, fetcher }}
            onClose={() => setChange(null)}
          />
        )}
      </Dialog>
    </>
  );
}

function ChangeForm({
  list,
  whom,
  choices,
  change,
  fetcher,
  onClose,
}: {
  list: BulkList;
  whom: Whom;
  choices: BulkChoices;
  change: ChangeName;
  fetcher: ReturnType<typeof useFetcher>;
  onClose: () => void;
}) {
  const params = new URLSearchParams(useLocation().search);
  const preview = useFetcher<{ preview?: BulkCounts }>();
  const action = href("/actions-groupees/:list", { list });
  const refused = refusal(fetcher.data as object | undefined);
  const [form, setForm] = useState<HTMLFormElement | null>(null);
  const busy = fetcher.state !== "idle";

  function look(shown: HTMLFormElement) {
    const body = new FormData(shown);
    body.set("apercu", "1");
    void preview.submit(body, { method: "post", action });
  }
  // What asks for nothing more can be seen at once.
  const lookAtOnce = useEffectEvent((shown: HTMLFormElement) => {
    if (["remove", "keyAccount"].includes(change)) look(shown);
  });
  useEffect(() => {
    if (form) lookAtOnce(form);
  }, [form]);

  const counts = preview.data?.preview;
  return (
    <fetcher.Form
      method="post"
      action={action}
      ref={setForm}
      className="bulk"
      onChange={(event) => look(event.currentTarget)}
    >
      <input type="hidden" name="change" value={change} />
      {whom.all ? (
        <>
          <input type="hidden" name="filtre" value={params.get("filtre") ?? ""} />
          <input type="hidden" name="q" value={params.get("q") ?? ""} />
          <input type="hidden" name="count" value={whom.count} />
        </>
      ) : (
        whom.ids.map((id) => <input key={id} type="hidden" name="id" value={id} />)
      )}
      <Fields {...{ change, choices, errors: refused.errors }} />
      <FormErrors {...refused} />
      <p aria-live="polite" className="muted">
        {busy
          ? "En cours…"
          : counts
            ? sayCounts(list, counts, false)
            : "Rien n’est changé tant que vous n’avez pas confirmé."}
      </p>
      <DialogActions>
        <Button onClick={onClose}>Annuler</Button>
        <Button look="primary" type="submit" disabled={busy || counts?.changed === 0}>
          {change === "remove" ? "Supprimer" : "Changer"} {countOf(list, counts?.changed ?? whom.count)}
        </Button>
      </DialogActions>
    </fetcher.Form>
  );
}

function Fields({
  change,
  choices,
  errors,
}: {
  change: ChangeName;
  choices: BulkChoices;
  errors: ReturnType<typeof refusal>["errors"];
}) {
  const [kind, setKind] = useState("open");
  const refused = errors ? { errors } : {};
  if (change === "owner")
    return (
      <SelectField
        name="ownerId"
        label="Responsable"
        empty="Personne"
        options={choices.owners}
        {...refused}
      />
    );
  if (change === "keyAccount") {
    const options = [
      { value: "oui", label: "Marquer grand compte" },
      { value: "non", label: "Ne plus marquer" },
    ];
    return <SelectField name="on" label="Grand compte" options={options} {...refused} />;
  }
  if (change === "removeTag" && choices.tags && choices.tags.length > 0)
    return <SelectField name="tag" label="Étiquette" options={choices.tags} {...refused} />;
  if (change === "addTag" || change === "removeTag")
    return <TextField name="tag" label="Étiquette" maxLength={60} required {...refused} />;
  if (change === "nextAction") {
    return (
      <>
        <TextField name="title" label="Action" maxLength={200} required {...refused} />
        <TextField name="dueOn" label="Échéance" type="date" {...refused} />
      </>
    );
  }
  if (change === "stage") {
    return (
      <>
        <SelectField
          name="stage"
          label="Étape"
          options={(choices.stages ?? []).map(({ name }) => ({ value: name, label: name }))}
          onChange={({ target }) =>
            setKind(choices.stages?.find(({ name }) => name === target.value)?.kind ?? "open")
          }
          {...refused}
        />
        {kind === "dormant" && (
          <TextField name="wakeOn" label="Reprendre le" type="date" required {...refused} />
        )}
        {kind === "lost" && (
          <TextField name="lostReason" label="Motif" maxLength={500} required {...refused} />
        )}
      </>
    );
  }
  return (
    <p>
      <Icon name="alert-line" /> Ces lignes disparaissent de la liste. Vous pourrez annuler aussitôt, ou
      depuis l’historique.
    </p>
  );
}
