import { useEffect } from "react";
import { href, Link, useRevalidator } from "react-router";
import { universeProgress } from "#app/universe/load.server.ts";
import { formatNumber } from "#app/ui/format.ts";
import { LoadSteps } from "#app/universe/load-steps.tsx";
import { PageHead, Progress } from "#app/ui/page.tsx";
import type { Route } from "./+types/loading";

const POLL_MS = 700;

export const meta: Route.MetaFunction = () => [{ title: "Annuaire · Essaim" }];

export const loader = async () => ({ progress: await universeProgress() });

export default function Loading({ loaderData: { progress } }: Route.ComponentProps) {
  const { revalidate } = useRevalidator();
  const finished = progress.state === "done";
  useEffect(() => {
    if (finished) return;
    const timer = setInterval(() => void revalidate(), POLL_MS);
    return () => clearInterval(timer);
  }, [finished, revalidate]);
  const { institutions } = progress;
  return (
    <>
      <PageHead title={finished ? "L’annuaire est prêt" : "L’annuaire se charge"} />
      <div className="page__body loading">
        {!finished && (
          <noscript>
            <meta httpEquiv="refresh" content="2" />
          </noscript>
        )}
        <p className="welcome__figure">
          {formatNumber(institutions.done)}{" "}
          <span>institutions{institutions.total > 0 && ` sur ${formatNumber(institutions.total)}`}</span>
        </p>
        <Progress label="Chargement de l’annuaire" value={progress.percent} max={100} />
        <p className="row small muted">
          <span aria-live="polite">{progress.percent} %</span>
          {!finished && <span className="push">Vous pouvez fermer cette page, le chargement continue.</span>}
        </p>
        <LoadSteps steps={progress.steps} />
        <p className="row welcome__acts">
          <Link className="fr-btn fr-btn--sm" to={href("/institutions")}>
            {finished ? "Voir les institutions" : "Commencer sans attendre"}
          </Link>
        </p>
      </div>
    </>
  );
}
