import { useState } from "react";
import { href, Link, useFetcher } from "react-router";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { formatDate, isoDay } from "#app/ui/format.ts";
import { FormErrors, refusal, SubmitButton, TextField } from "#app/ui/form.tsx";
import type { Expired } from "./expired.server.ts";
import { ACT_WORDS } from "./retention.ts";

/** Who, since when, and why; each may be kept for a reason, or given up. */
export function ExpiredList({ people, writes, now }: { people: Expired[]; writes: boolean; now: Date }) {
  return (
    <ul className="fr-raw-list">
      {people.map((person) => (
        <li key={person.contactId} className="settings__row">
          <span className="fill">
            <Link className="strong" to={href("/contacts/:id", { id: person.contactId })}>
              {person.name}
            </Link>
            {person.institution && <span className="muted">, {person.institution}</span>}
            <span className="source">{reasonOf(person, now)}</span>
          </span>
          {writes && <Keeping person={person} now={now} />}
        </li>
      ))}
    </ul>
  );
}

function reasonOf({ lastAct, lastActAt, expiredOn, keepUntil, keepReason }: Expired, now: Date): string {
  const why = `${ACT_WORDS[lastAct]} le ${formatDate(lastActAt)}, délai dépassé le ${formatDate(expiredOn)}`;
  if (!keepUntil || isoDay(keepUntil) < isoDay(now)) return sentence(why);
  return sentence(`${why}. Gardée jusqu’au ${formatDate(keepUntil)} : ${keepReason}`);
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function Keeping({ person, now }: { person: Expired; now: Date }) {
  const [open, setOpen] = useState(false);
  const fetcher = useFetcher<object>();
  useUndoToast(fetcher.data, () => setOpen(false));
  const action = href("/reglages/purge/:contactId/garde", { contactId: person.contactId });
  const refused = refusal(fetcher.data);
  const kept = person.keepUntil !== null && isoDay(person.keepUntil) >= isoDay(now);
  if (kept)
    return (
      <fetcher.Form method="post" action={action}>
        <input type="hidden" name="until" value="" />
        <Button type="submit">Ne plus garder</Button>
      </fetcher.Form>
    );
  return (
    <>
      <Button onClick={() => setOpen(true)} aria-label={`Garder ${person.name}`}>
        Garder
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={`Garder ${person.name}\u00A0?`}>
        <fetcher.Form method="post" action={action} className="stack stack--lg">
          <FormErrors {...refused} />
          <TextField
            {...refused}
            name="until"
            type="date"
            label="Jusqu’au"
            hint="Un an au plus : la question sera alors posée à nouveau."
            min={isoDay(new Date(now.getTime() + 86_400_000))}
            required
          />
          <TextField
            {...refused}
            name="reason"
            label="Pourquoi"
            hint="« Suit un projet en cours », « a demandé à être rappelée »."
            maxLength={300}
            required
          />
          <DialogActions>
            <Button onClick={() => setOpen(false)}>Annuler</Button>
            <SubmitButton pending={fetcher.state !== "idle"}>Garder le contact</SubmitButton>
          </DialogActions>
        </fetcher.Form>
      </Dialog>
    </>
  );
}
