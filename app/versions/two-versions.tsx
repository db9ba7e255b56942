import "./versions.css";
import { useState } from "react";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { type Moment, relativeTime } from "#app/ui/format.ts";
import type { Version, Versions } from "./versions.ts";

type Choice = "mine" | "theirs" | "both";

/** What each field is to become, by its name. */
export type Chosen = Record<string, string | null>;

/**
 * « Deux versions de ce champ »: both values, who, when, the former one. Nothing is overwritten before one chooses; the
 * label of the button follows the choice, and one may go on writing.
 */
export function TwoVersions({
  clash,
  labels,
  now,
  together = false,
  onChoose,
  onClose,
}: {
  clash: Versions | null;
  /** How each field is called, with its article: « la note ». */
  labels: Record<string, string>;
  now: Moment;
  /** Whether two texts may be kept one under the other. */
  together?: boolean;
  onChoose: (chosen: Chosen) => void;
  onClose: () => void;
}) {
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  if (!clash) return null;
  const { versions, by, at } = clash;
  const who = by ?? "Quelqu’un";
  const first = who.split(" ")[0]!;
  const choiceOf = (field: string): Choice => choices[field] ?? "mine";
  const choose = (field: string, choice: Choice) => setChoices({ ...choices, [field]: choice });
  const keep = (forced?: Choice) =>
    onChoose(
      Object.fromEntries(versions.map((one) => [one.field, valueOf(one, forced ?? choiceOf(one.field))])),
    );
  const allTheirs = versions.every(({ field }) => choiceOf(field) === "theirs");
  const mixed = !allTheirs && versions.some(({ field }) => choiceOf(field) === "theirs");
  return (
    <Dialog
      open
      onClose={onClose}
      title={versions.length > 1 ? "Deux versions de ces champs" : "Deux versions de ce champ"}
    >
      <p>
        {who} a modifié{" "}
        <span className="strong">{versions.map(({ field }) => labels[field] ?? field).join(", ")}</span>{" "}
        pendant que vous écriviez. Rien n’est perdu&nbsp;: choisissez{" "}
        {versions.length > 1 ? "ce qui reste" : "celle à garder"}.
      </p>
      {versions.map(({ field, mine, theirs, base }) => (
        <fieldset key={field} className="versions">
          <legend className={versions.length > 1 ? "strong" : "fr-sr-only"}>{labels[field] ?? field}</legend>
          <label className="versions__choice">
            <span className="row">
              <input
                type="radio"
                name={`version-${field}`}
                checked={choiceOf(field) === "mine"}
                onChange={() => choose(field, "mine")}
              />{" "}
              La vôtre
            </span>
            <span className="small muted">à l’instant, pas encore enregistrée</span>
            <span className="versions__value">{mine ?? "rien"}</span>
          </label>
          <label className="versions__choice">
            <span className="row">
              <input
                type="radio"
                name={`version-${field}`}
                checked={choiceOf(field) === "theirs"}
                onChange={() => choose(field, "theirs")}
              />{" "}
              Celle de {first}
            </span>
            <span className="small muted">{at ? `${relativeTime(at, now)}, ` : ""}enregistrée</span>
            <span className="versions__value">{theirs ?? "rien"}</span>
          </label>
          <p className="small muted versions__base">
            Avant&nbsp;: {base ? `« ${base} »` : "rien"}. L’autre version restera dans l’historique.
          </p>
        </fieldset>
      ))}
      <DialogActions>
        {together && (
          <Button look="ghost" onClick={() => keep("both")}>
            Garder les deux
          </Button>
        )}
        <Button onClick={onClose}>Continuer d’écrire</Button>
        <Button look="primary" onClick={() => keep()}>
          {mixed ? "Garder ce choix" : allTheirs ? `Garder celle de ${first}` : "Garder la mienne"}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function valueOf({ mine, theirs }: Version, choice: Choice): string | null {
  if (choice === "theirs") return theirs;
  return choice === "mine" ? mine : [theirs, mine].filter(Boolean).join("\n\n");
}
