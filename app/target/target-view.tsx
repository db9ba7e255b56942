import { useEffect, useEffectEvent } from "react";
import { href, Link, useNavigate, useRevalidator } from "react-router";
import { useUndo } from "#app/history/use-undo.ts";
import { formatNumber, plural } from "#app/ui/format.ts";
import { useToast } from "#app/ui/toast.tsx";
import { describeChoice } from "./target-choice.ts";
import { TargetMap } from "./target-map.tsx";
import type { readTargetPage } from "./target-page.server.ts";

export type TargetPage = Awaited<ReturnType<typeof readTargetPage>>;

const POLL_MS = 1_500;

/** « Votre Cible »: how many, whom, where, and how many can be written to. */
export function TargetSide({ page }: { page: TargetPage }) {
  const { choice, facts, places, loading } = page;
  const names = new Map(
    [...places.regions, ...places.departements].map(({ value, label }) => [value, label]),
  );
  useLive(loading !== null);
  return (
    <aside className="welcome__side" aria-labelledby="cible">
      <h2 id="cible">Votre Cible</h2>
      <p className="welcome__figure" aria-live="polite">
        {formatNumber(facts.count)} <span>{facts.count < 2 ? "institution" : "institutions"}</span>
      </p>
      {facts.count > 0 && (
        <p className="muted">
          {describeChoice(choice, (code) => names.get(code) ?? code)}.
          {facts.population > 0 && ` ${sayPopulation(facts.population)}.`} {sayReachable(facts.reachable)}
          {facts.onBoard > 0 && ` ${plural(facts.onBoard, "est", "sont")} déjà au tableau.`}
        </p>
      )}
      {loading && (
        <p className="small" role="status">
          L’annuaire se charge{"\u00A0"}: {formatNumber(loading.done)} institutions
          {loading.total > 0 && ` sur ${formatNumber(loading.total)}`}. Les chiffres suivent d’eux-mêmes.{" "}
          <Link className="link" to={href("/demarrage/annuaire")}>
            Voir le détail
          </Link>
        </p>
      )}
      <TargetMap departements={facts.departements} />
    </aside>
  );
}

/** What an action answers: says it, with its undoing, and goes where it leads. */
export function useChosen(answer: unknown) {
  const toast = useToast();
  const undo = useUndo();
  const navigate = useNavigate();
  const hear = useEffectEvent(
    ({ setId, message, to }: { setId: string; message: string; to: string | null }) => {
      if (to) void navigate(to, { state: { flash: { setId, message } } });
      else toast({ message, undo: () => undo(setId) });
    },
  );
  useEffect(() => {
    if (answer && typeof answer === "object" && "setId" in answer) hear(answer as Parameters<typeof hear>[0]);
  }, [answer]);
}

/** While the universe loads, the figures are read again. */
function useLive(on: boolean) {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!on) return;
    const timer = setInterval(() => void revalidate(), POLL_MS);
    return () => clearInterval(timer);
  }, [on, revalidate]);
}

function sayPopulation(population: number): string {
  if (population < 1e6) return `${formatNumber(Math.round(population / 1000) * 1000)} habitants`;
  const millions = Math.round(population / 1e5) / 10;
  return `${formatNumber(millions)} ${millions < 2 ? "million" : "millions"} d’habitants`;
}

function sayReachable(reachable: number): string {
  if (reachable === 0) return "Aucune n’a encore d’adresse à laquelle écrire.";
  return reachable === 1
    ? "1 a déjà une adresse à laquelle écrire."
    : `${formatNumber(reachable)} ont déjà une adresse à laquelle écrire.`;
}
