import "#app/results/results.css";
import { href, Link } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { proposeVerdict, VERDICTS } from "#app/experiments/experiment.ts";
import { Decided, Expected, Measured } from "#app/experiments/experiment-panel.tsx";
import { listExperiments } from "#app/experiments/experiments.server.ts";
import { Empty } from "#app/ui/empty.tsx";
import { formatDate } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/journal";

export const meta: Route.MetaFunction = () => [{ title: "Échappées · Essaim" }];

export async function loader({ context }: Route.LoaderArgs) {
  return { experiments: await listExperiments(context.get(memberContext)), now: new Date() };
}

/** What was tried, what came of it, what was decided and why: for the committee, on screen or on paper. */
export default function Journal({ loaderData: { experiments, now } }: Route.ComponentProps) {
  return (
    <>
      <PageHead
        title="Échappées"
        lead="Ce qui a été essayé, ce qui a été mesuré, et ce qui en a été décidé."
        crumbs={[{ label: "Campagnes", to: href("/campagnes") }]}
      />
      <div className="page__body">
        {experiments.length === 0 ? (
          <Empty
            title="Aucune échappée"
            ways={[
              {
                icon: "send-plane-line",
                title: "Préparer une campagne",
                hint: "Avant de la lancer, écrivez ce que vous en attendez",
                to: href("/campagnes"),
              },
            ]}
          >
            Une échappée est une campagne dont on a écrit, avant le lancement, ce qu’elle doit montrer.
          </Empty>
        ) : (
          <ol className="fr-raw-list stack stack--lg">
            {experiments.map((experiment) => (
              <li key={experiment.campaignId} className="experiments__entry stack">
                <h2>
                  <Link className="fr-raw-link" to={href("/campagnes/:id", { id: experiment.campaignId })}>
                    {experiment.campaignName}
                  </Link>{" "}
                  <span className="small muted">conclusion le {formatDate(experiment.endsOn)}</span>
                </h2>
                <Expected experiment={experiment} />
                <div className="experiments__measure">
                  <Measured experiment={experiment} />
                </div>
                {experiment.verdict ? (
                  <Decided experiment={experiment} now={now} />
                ) : (
                  <p className="muted">
                    À décider. Les chiffres disent&nbsp;:{" "}
                    {VERDICTS[proposeVerdict(experiment.measure, experiment.threshold).verdict]}.
                  </p>
                )}
              </li>
            ))}
          </ol>
        )}
      </div>
    </>
  );
}
