import { useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { type Catalogue, readRoot } from "./catalogue.ts";
import { describeFilter } from "./describe-filter.ts";
import { asGroup, type Group, lacking } from "./draft.ts";
import { conditionsOf, type Filter, leavesOf } from "./filter-tree.ts";
import { GroupEditor } from "./group-editor.tsx";
import { useFilter } from "./use-filter.ts";
import "./filters.css";

/**
 * « Filtre »: everything a list can be asked, put together in a dialog and written in the URL.
 * @param own the filter, and where another one leads, when they are not those of a list's URL
 */
export function FilterBuilder({
  catalogue,
  title = "Filtrer la liste",
  own,
}: {
  catalogue: Catalogue;
  title?: string;
  own?: { filter: Filter; to: (filter: Filter) => string };
}) {
  const listed = useFilter();
  const { filter, to } = own ?? listed;
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Group | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const reading = readRoot(catalogue);
  const close = () => setDraft(null);

  function apply(group: Group) {
    const said = lacking(group, reading);
    setRefusal(said);
    if (said) return;
    close();
    void navigate(to(group), { preventScrollReset: true });
  }

  return (
    <>
      <button
        type="button"
        className="chip chip--ghost"
        onClick={() => {
          setRefusal(null);
          setDraft(asGroup(filter));
        }}
      >
        <Icon name="add-line" /> Filtre
      </button>
      <Dialog open={draft !== null} onClose={close} title={title}>
        {draft && (
          <form
            className="filterbuilder"
            onSubmit={(event) => {
              event.preventDefault();
              apply(draft);
            }}
          >
            <GroupEditor reading={reading} depth={1} hops={0} group={draft} onChange={setDraft} />
            {leavesOf(draft).length > 0 && (
              <p className="muted" aria-live="polite">
                {describeFilter(draft, reading)}
              </p>
            )}
            {refusal && (
              <p className="fr-error-text" role="alert">
                {refusal}
              </p>
            )}
            <DialogActions>
              {conditionsOf(filter).length > 0 && (
                <Button onClick={() => apply({ all: [] })}>Tout retirer</Button>
              )}
              <Button onClick={close}>Annuler</Button>
              <Button look="primary" type="submit">
                Appliquer
              </Button>
            </DialogActions>
          </form>
        )}
      </Dialog>
    </>
  );
}
