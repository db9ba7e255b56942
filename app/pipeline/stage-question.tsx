import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { TextField } from "#app/ui/form.tsx";
import { isoDay } from "#app/ui/format.ts";
import { UsageFields } from "./usage-fields.tsx";
import type { Opportunity } from "./opportunity.ts";
import { asksOf, type PipelineStage } from "./stage.ts";

const REASONS = ["Sans réponse", "Utilise un autre outil", "Pas de moyens", "Hors de son périmètre", "Refus"];

/** Asks what a stage wants to know, before a partnership goes there. */
export function StageQuestion({
  row,
  stage,
  now,
  onClose,
  onAnswer,
}: {
  row: Pick<Opportunity, "institutionName" | "usage">;
  /** null: closed */
  stage: PipelineStage | null;
  now: Date;
  onClose: () => void;
  onAnswer: (answer: Record<string, string>) => void;
}) {
  const today = isoDay(now);
  const asked = stage && asksOf(stage, row, today);
  return (
    <Dialog open={asked !== null} onClose={onClose} title={`${row.institutionName}\u00A0: ${stage?.name}`}>
      <form
        className="stack stack--lg"
        onSubmit={(event) => {
          event.preventDefault();
          const answer = new FormData(event.currentTarget);
          onAnswer(Object.fromEntries([...answer].map(([name, value]) => [name, String(value)])));
          onClose();
        }}
      >
        {asked === "wakeOn" && (
          <TextField name="wakeOn" type="date" label="Quand revenir vers elle" min={today} required />
        )}
        {asked === "usage" && <UsageFields last={row.usage} today={today} required />}
        {asked === "lostReason" && (
          <>
            <TextField
              name="lostReason"
              label="Pourquoi cela s’arrête"
              list="motifs"
              maxLength={500}
              autoComplete="off"
              required
            />
            <datalist id="motifs">
              {REASONS.map((reason) => (
                <option key={reason} value={reason} />
              ))}
            </datalist>
          </>
        )}
        <DialogActions>
          <Button onClick={onClose}>Annuler</Button>
          <Button look="primary" type="submit">
            Déplacer
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
