import { useEffect, useEffectEvent } from "react";
import { href, Link, useFetcher } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/page.tsx";
import { useToast } from "#app/ui/toast.tsx";
import { typeLabel } from "./pivots.ts";
import type { Doubt } from "./queue.server.ts";

/** The records that only a human can tell: nothing is guessed, and what is said here holds for later files too. */
export function DoubtQueue({
  doubts,
  next,
  waiting,
}: {
  doubts: Doubt[];
  next: string | null;
  waiting: number;
}) {
  if (doubts.length === 0)
    return waiting > 0 ? (
      <Section title="À trancher" count={waiting}>
        <Link className="link" to="?">
          Revenir au début de la file
        </Link>
      </Section>
    ) : null;
  return (
    <Section title="À trancher" count={waiting}>
      <p className="muted">
        Rien n’est deviné : choisissez l’institution de chaque fiche, ou « Aucune ». Vos réponses valent aussi
        pour les prochains fichiers.
      </p>
      <ul className="fr-raw-list">
        {doubts.map((doubt) => (
          <DoubtLine key={doubt.recordId} doubt={doubt} />
        ))}
      </ul>
      {next && (
        <p>
          <Link className="link" to={`?${new URLSearchParams({ apres: next })}`}>
            Voir la suite
          </Link>
        </p>
      )}
    </Section>
  );
}

type Answer = { fiche: string; taken: boolean; message: string } | { errors: Record<string, string[]> };

function DoubtLine({ doubt }: { doubt: Doubt }) {
  const { recordId, name, type, reason, hints, candidates, decided } = doubt;
  const fetcher = useFetcher<Answer>();
  const decide = href("/reglages/annuaire/dila/decision");
  const takeBack = () =>
    void fetcher.submit({ fiche: recordId, institution: "reprise" }, { method: "post", action: decide });
  useSaid(fetcher.data, takeBack);
  const choices = [...candidates, { id: "aucune", name: "Aucune", place: "" }];
  return (
    <li className="dila__doubt">
      <p className="row row--wrap">
        <span className="strong">{name}</span>
        {type && <span className="role">{typeLabel(type)}</span>}
      </p>
      <p className="small muted">{[reason, ...hints].filter(Boolean).join(" · ")}</p>
      <fetcher.Form
        method="post"
        action={decide}
        className="row row--wrap"
        aria-label={`Institution de ${name}`}
      >
        <input type="hidden" name="fiche" value={recordId} />
        {choices.map((choice) => {
          const chosen = decided !== undefined && (decided.institutionId ?? "aucune") === choice.id;
          return (
            <Button
              key={choice.id}
              type="submit"
              look={choice.id === "aucune" ? "ghost" : "tertiary"}
              name="institution"
              value={chosen ? "reprise" : choice.id}
              aria-pressed={chosen}
              title={choice.place}
            >
              {chosen && <Icon name="check-line" />}
              <span>
                {choice.name} {choice.place && <span className="muted small">{choice.place}</span>}
              </span>
            </Button>
          );
        })}
      </fetcher.Form>
    </li>
  );
}

function useSaid(answer: Answer | undefined, takeBack: () => void): void {
  const toast = useToast();
  const say = useEffectEvent((said: Answer) => {
    if ("errors" in said) toast({ message: Object.values(said.errors).flat().join(" "), tone: "error" });
    else toast({ message: said.message, ...(said.taken && { undo: takeBack }) });
  });
  useEffect(() => {
    if (answer) say(answer);
  }, [answer]);
}
