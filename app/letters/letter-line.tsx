import { href, Link } from "react-router";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icons.ts";
import { type LetterState, stateOf } from "./letter.ts";
import { sayWhen } from "./say-when.ts";

type Letter = { id: string; subject: string; state: string; dueAt: string | Date; reply: string | null };

const LOOKS: Record<LetterState["tone"], { icon: IconName; className: string }> = {
  wait: { icon: "time-line", className: "muted" },
  sent: { icon: "check-line", className: "muted" },
  doubt: { icon: "error-warning-line", className: "is-warn" },
  failed: { icon: "alert-line", className: "is-late" },
};

/** The subject of a letter, and where it is: sent, waiting, or why it is not. */
export function LetterLine({ letter, now }: { letter: Letter; now: Date }) {
  return (
    <p className="small">
      <Link className="fr-raw-link strong" to={href("/courriels/:id", { id: letter.id })}>
        {letter.subject}
      </Link>{" "}
      <LetterStateLabel letter={letter} now={now} />
    </p>
  );
}

export function LetterStateLabel({ letter, now }: { letter: Letter; now: Date }) {
  const { tone, words } = stateOf({ ...letter, dueAt: new Date(letter.dueAt) }, now, (date) =>
    sayWhen(date, now),
  );
  const { icon, className } = LOOKS[tone];
  return (
    <span className={className}>
      <Icon name={icon} size="xs" /> {words}
    </span>
  );
}

type Answered = { contactId: string; exchangeId: string };

/** « Répondre »: in the same thread. */
export function AnswerLink(answered: Answered) {
  return (
    <span className="small">
      <Link to={answerPath(answered)}>Répondre</Link>
    </span>
  );
}

export function answerPath({ contactId, exchangeId }: Answered): string {
  return `${href("/contacts/:id/courriel", { id: contactId })}?${new URLSearchParams({ reponse: exchangeId })}`;
}
