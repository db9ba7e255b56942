import { href, useFetcher } from "react-router";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import type { Sequence } from "./sequence.server.ts";

/** What stops the sequence, beside what always does. Saved at once. */
export function StopBlock({
  campaignId,
  sequence: { stopsColleagues, stopStageId, stages },
  writes,
}: {
  campaignId: string;
  sequence: Sequence;
  writes: boolean;
}) {
  const fetcher = useFetcher<Done>();
  useUndoToast(fetcher.data);
  const save = (fields: Record<string, string>) =>
    void fetcher.submit(fields, {
      method: "post",
      action: href("/campagnes/:id/arrets", { id: campaignId }),
    });
  return (
    <div className="compose__block stack">
      <h3>Ce qui arrête la séquence</h3>
      <p className="small muted">
        Toujours : une réponse, une opposition, une adresse morte. Une absence la suspend jusqu’au retour.
      </p>
      <label className="stack small">
        La réponse d’un collègue
        <select
          className="fr-select"
          key={stopsColleagues}
          defaultValue={stopsColleagues}
          disabled={!writes}
          onChange={({ target }) => save({ stopsColleagues: target.value })}
        >
          <option value="none">N’arrête personne d’autre</option>
          <option value="institution">Arrête la même institution</option>
          <option value="hierarchy">Arrête aussi ses tutelles et ce qui en dépend</option>
        </select>
      </label>
      <label className="stack small">
        L’institution arrive à l’étape
        <select
          className="fr-select"
          key={stopStageId ?? ""}
          defaultValue={stopStageId ?? ""}
          disabled={!writes}
          onChange={({ target }) => save({ stopStageId: target.value })}
        >
          <option value="">Aucune étape</option>
          {stages.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}, ou après
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
