import { useState } from "react";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { relativeTime } from "#app/ui/format.ts";
import type { Clash, DraftWords, StaleDraft } from "./draft-saver.ts";
import type { MailboxChoice } from "./message-column.tsx";

type Choice = "mine" | "theirs" | "both";

const FIELD_LABELS: Record<keyof DraftWords, string> = {
  name: "Nom",
  subject: "Objet",
  text: "Message",
  mailboxId: "Boîte d’envoi",
};
const CHOICES: Record<Choice, string> = { mine: "la mienne", theirs: "la leur", both: "les deux" };

/** « Deux versions de ce champ »: both, who, when. Nothing is overwritten before one chooses. */
export function ConflictDialog({
  open,
  onClose,
  stale,
  mailboxes,
  onSettle,
  now,
}: {
  open: boolean;
  onClose: () => void;
  stale: StaleDraft;
  mailboxes: MailboxChoice[];
  onSettle: (chosen: Partial<DraftWords>) => void;
  now: Date;
}) {
  const [choices, setChoices] = useState<Partial<Record<keyof DraftWords, Choice>>>({});
  const { clashes, by, at } = stale;
  const shown = (field: keyof DraftWords, value: string) =>
    field === "mailboxId" ? (mailboxes.find(({ id }) => id === value)?.name ?? "Aucune") : value;
  const chosen = clashes.map((clash) => choices[clash.field] ?? "mine");
  const label = new Set(chosen).size === 1 ? CHOICES[chosen[0]!] : "ces choix";
  const title =
    clashes.length > 1 ? `Deux versions de ${clashes.length} champs` : "Deux versions de ce champ";
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <p>
        {by ?? "Quelqu’un"} a enregistré ce brouillon {when(at, now)}. Rien n’est perdu.
      </p>
      {clashes.map((clash) => (
        <fieldset key={clash.field} className="group versions">
          <legend>{FIELD_LABELS[clash.field]}</legend>
          {(clash.field === "text"
            ? (["mine", "theirs", "both"] as const)
            : (["mine", "theirs"] as const)
          ).map((choice) => (
            <label key={choice} className="versions__one">
              <input
                type="radio"
                className="check"
                name={clash.field}
                checked={(choices[clash.field] ?? "mine") === choice}
                onChange={() => setChoices({ ...choices, [clash.field]: choice })}
              />
              <span className="fill">
                <span className="small muted">{who(choice, by)}</span>
                {choice !== "both" && (
                  <span className="versions__text">{shown(clash.field, clash[choice])}</span>
                )}
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <DialogActions>
        <Button onClick={onClose}>Plus tard</Button>
        <Button
          look="primary"
          onClick={() => {
            onSettle(
              Object.fromEntries(clashes.map((clash, i) => [clash.field, resolved(clash, chosen[i]!)])),
            );
            onClose();
          }}
        >
          Garder {label}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** The page may have been read before the other save. */
function when(at: string | null, now: Date): string {
  if (!at) return "entre-temps";
  return relativeTime(at, new Date(at) > now ? at : now);
}

function who(choice: Choice, by: string | null): string {
  if (choice === "mine") return "Votre version";
  return choice === "theirs" ? `La version de ${by ?? "l’autre personne"}` : "Les deux, l’une après l’autre";
}

function resolved(clash: Clash, choice: Choice): string {
  return choice === "both" ? `${clash.mine}\n\n${clash.theirs}` : clash[choice];
}
