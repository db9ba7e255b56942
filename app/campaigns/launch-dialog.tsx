import { href, useFetcher } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { plural } from "#app/ui/format.ts";
import { FormErrors, refusal, SubmitButton, TextField } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { windowSentence } from "./pace.ts";
import type { Composer } from "./composer.server.ts";

/** Asks before what cannot be taken back, and repeats what there is to know. */
export function LaunchDialog({
  open,
  onClose,
  composer: { campaign, check, recipients, sender, pace },
  version,
}: {
  open: boolean;
  onClose: () => void;
  composer: Composer;
  version: number;
}) {
  const launch = useFetcher<object>();
  const schedule = useFetcher<object>();
  const blocked = check.blocking.length > 0;
  const people = plural(recipients, "personne");
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={blocked ? "Cette campagne ne peut pas partir" : `Écrire à ${people}`}
    >
      {!blocked && (
        <p>
          Les messages partent de {sender?.fromAddress}. {pace} {sender && windowSentence(sender.window)} Une
          fois partis, ils ne se reprennent pas ; la campagne peut être mise en pause à tout moment.
        </p>
      )}
      <ul className="fr-raw-list stack">
        {[...check.blocking, ...check.warnings].map(({ code, message }, index) => (
          <li key={code + message} className="check-item">
            <span className={index < check.blocking.length ? "is-late" : "is-warn"}>
              <Icon name={index < check.blocking.length ? "close-circle-line" : "error-warning-line"} />
            </span>
            <p>{message}</p>
          </li>
        ))}
      </ul>
      <launch.Form method="post" action={href("/campagnes/:id/lancement", { id: campaign.id })}>
        <FormErrors {...refusal(launch.data)} />
        <input type="hidden" name="version" value={version} />
        <DialogActions>
          <Button onClick={onClose}>{blocked ? "Revenir au brouillon" : "Annuler"}</Button>
          {!blocked && (
            <SubmitButton icon="send-plane-line" busy="Lancement…" pending={launch.state !== "idle"}>
              Lancer pour {people}
            </SubmitButton>
          )}
        </DialogActions>
      </launch.Form>
      {!blocked && (
        <schedule.Form
          method="post"
          action={href("/campagnes/:id/programmation", { id: campaign.id })}
          className="compose__block stack"
        >
          <FormErrors {...refusal(schedule.data)} />
          <input type="hidden" name="version" value={version} />
          <TextField
            {...refusal(schedule.data)}
            name="at"
            type="datetime-local"
            label="Ou partir plus tard, à l’heure de Paris"
            hint="Plus de deux heures après, elle ne part pas sans vous redemander."
            required
          />
          <p>
            <SubmitButton
              look="secondary"
              icon="time-line"
              busy="Programmation…"
              pending={schedule.state !== "idle"}
            >
              Programmer
            </SubmitButton>
          </p>
        </schedule.Form>
      )}
    </Dialog>
  );
}
