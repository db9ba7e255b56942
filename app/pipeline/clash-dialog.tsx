import { useFetcher, href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { formatDay, formatNumber, relativeTime } from "#app/ui/format.ts";
import type { PipelineStage } from "./stage.ts";
import type { Clash } from "./stale-version.server.ts";
import type { HeardClash } from "./use-changes.ts";
import type { Opportunity } from "./opportunity.ts";
import { type ChangeAnswer, useAnswer } from "./use-partnership.ts";

const LABELS: Record<Clash["field"], string> = {
  ...{
    stage: "Étape",
    nextAction: "Prochaine action",
    nextActionAt: "Échéance",
    nextActionOwner: "Qui doit agir",
  },
  ...{ reach: "Portée", ownerId: "Responsable", wakeOn: "Retour", lostReason: "Motif" },
};

type Names = { stages: PipelineStage[]; owners: { id: string; name: string }[] };

/** Two people wrote at once: both versions, who, when. Nothing is overwritten before one chooses. */
export function ClashDialog({
  clash,
  names,
  onClose,
  onAnswer,
}: {
  clash: HeardClash | null;
  names: Names;
  onClose: () => void;
  /** Told what « Garder la mienne » became. */
  onAnswer: (row: Opportunity, answer: ChangeAnswer) => void;
}) {
  const fetcher = useFetcher<ChangeAnswer>({ key: `partenariat-${clash?.row.id}` });
  useAnswer(fetcher, (answer) => clash && onAnswer(clash.row, answer));
  if (!clash) return null;
  const { row, stale, heardAt } = clash;
  const who = stale.by ?? "Quelqu’un";
  const mine = Object.fromEntries(stale.clashes.map(({ field, mine: value }) => [field, value ?? ""]));
  // A move takes with it what its stage asked for.
  const path = "stage" in mine ? "/partenariats/:id/etape" : "/partenariats/:id";
  const typed = clash.values as Record<string, string>;
  const keepMine = () => {
    void fetcher.submit(
      { ...typed, ...mine, version: stale.version },
      { method: "post", action: href(path, { id: row.id }) },
    );
    onClose();
  };
  return (
    <Dialog open={clash.open} onClose={onClose} title={`Deux versions, ${row.institutionName}`}>
      <p>
        {who} a modifié ce partenariat {stale.at ? relativeTime(stale.at, heardAt) : "entre-temps"}. Rien
        n’est perdu.
      </p>
      <table className="table">
        <thead>
          <tr>
            <td />
            <th scope="col">La vôtre</th>
            <th scope="col">Celle de {who}</th>
          </tr>
        </thead>
        <tbody>
          {stale.clashes.map(({ field, mine: ours, theirs }) => (
            <tr key={field}>
              <th scope="row">{LABELS[field]}</th>
              <td>{shown(field, ours, names)}</td>
              <td>{shown(field, theirs, names)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <DialogActions>
        <Button onClick={onClose}>Garder celle de {who}</Button>
        <Button look="primary" onClick={keepMine}>
          Garder la mienne
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function shown(field: Clash["field"], value: string | null, { stages, owners }: Names): string {
  if (value === null || value === "") return "rien";
  if (field === "stage") return stages.find(({ id, name }) => id === value || name === value)?.name ?? value;
  if (field === "ownerId") return owners.find(({ id }) => id === value)?.name ?? value;
  if (field === "nextActionAt" || field === "wakeOn") return formatDay(value);
  if (field === "nextActionOwner") return value === "them" ? "eux" : "nous";
  return field === "reach" ? formatNumber(Number(value)) : value;
}
