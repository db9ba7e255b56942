import { useState } from "react";
import { Form, href, useFetcher } from "react-router";
import { useAddedToast } from "#app/pipeline/add-to-pipeline.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { formatNumber, plural } from "#app/ui/format.ts";
import { levelBelow, levelWords } from "./levels.ts";
import type { Cell } from "./map.ts";
import { type MapState, writeMapState } from "./map-url.ts";
import type { Selected } from "./selected.server.ts";

type Props = {
  selected: Selected;
  state: MapState;
  search: string;
  reader: { canWrite: boolean };
  /** The territory, when it is alone. */
  single: Cell | null;
};

/** What can be done with every institution of the selection, each through the same filter. */
export function SelectionActions({ selected, state, search, reader, single }: Props) {
  const filter = new URLSearchParams({ filtre: selected.filter });
  const [first] = selected.partnerships;
  const below = single && levelBelow[state.level];
  const some = selected.institutions > 0;
  return (
    <div className="row row--wrap">
      {single && first && (
        <ButtonLink look="secondary" to={href("/institutions/:id", { id: first.institutionId })}>
          Ouvrir la fiche
        </ButtonLink>
      )}
      {reader.canWrite && some && (
        <>
          <ButtonLink
            to={`${href("/campagnes/nouvelle")}?${new URLSearchParams({ institutionsFiltre: selected.filter })}`}
          >
            Écrire une campagne
          </ButtonLink>
          <PutOnBoard selected={selected} />
        </>
      )}
      <ButtonLink look="ghost" to={`${href("/institutions")}?${filter}`}>
        Voir la liste ({formatNumber(selected.institutions)})
      </ButtonLink>
      {some && (
        <Form
          method="post"
          action={`${href("/exports/:list", { list: "institutions" })}?${filter}`}
          reloadDocument
        >
          <Button type="submit" look="ghost">
            Exporter
          </Button>
        </Form>
      )}
      {below && (
        <ButtonLink
          look="ghost"
          to={writeMapState(search, { level: below, within: single.code, selection: [], whiteSpots: false })}
        >
          Voir les {levelWords[below].many}
        </ButtonLink>
      )}
    </div>
  );
}

const BULK_MAX = 10_000;

/** Counts before it does, and can be undone after. */
function PutOnBoard({ selected: { filter, institutions, already } }: Pick<Props, "selected">) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const fresh = institutions - already;
  const tooMany = institutions > BULK_MAX;
  // Here rather than in the dialog, which is closed when the answer comes.
  const fetcher = useFetcher<object>();
  useAddedToast(fetcher.data);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Mettre au tableau</Button>
      <Dialog open={open} onClose={close} title="Mettre au tableau">
        <p>
          {plural(institutions, "institution")} dans ces territoires
          {already > 0 && `, dont ${formatNumber(already)} déjà dans le pipeline, qui n’y changent pas`}.{" "}
          {tooMany &&
            `Pas plus de ${formatNumber(BULK_MAX)} à la fois\u00A0: limitez-vous à la Cible, ou à un type.`}
          {!tooMany && fresh === 0 && "Il n’y a personne à ajouter."}
        </p>
        <DialogActions>
          <Button onClick={close}>Annuler</Button>
          {!tooMany && fresh > 0 && (
            <fetcher.Form method="post" action={href("/partenariats")} onSubmit={close}>
              <input type="hidden" name="filtre" value={filter} />
              <input type="hidden" name="q" value="" />
              <input type="hidden" name="count" value={institutions} />
              <Button look="primary" type="submit">
                Ajouter {plural(fresh, "institution")}
              </Button>
            </fetcher.Form>
          )}
        </DialogActions>
      </Dialog>
    </>
  );
}
