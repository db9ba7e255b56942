import { href } from "react-router";
import { ExperimentPanel } from "#app/experiments/experiment-panel.tsx";
import { CutTable } from "#app/results/cut-table.tsx";
import { FunnelTable } from "#app/results/funnel-table.tsx";
import { Ledger } from "#app/results/ledger.tsx";
import type { ResultsPage } from "#app/results/page.server.ts";
import { ResultsFiles } from "#app/results/results-files.tsx";
import { Survival } from "#app/results/survival.tsx";
import { Variants } from "#app/results/variants.tsx";
import { Panel, Tabs } from "#app/ui/page.tsx";
import type { CampaignState } from "./campaign-state.ts";
import { DoubtList } from "./doubt-list.tsx";
import { ExclusionList } from "./exclusion-list.tsx";
import { unsettled } from "./message-state.ts";
import { ResultsHead } from "./results-head.tsx";
import { useLive } from "./use-live.ts";

/** The page of a launched campaign: what became of each message, as it happens. */
export function Results({
  page,
  state,
  writes,
  now,
}: {
  page: ResultsPage;
  state: CampaignState;
  writes: boolean;
  now: Date;
}) {
  const { campaign, results, funnel, ledger, doubts, excluded } = page;
  useLive(state === "running", results.sending > 0 || (page.nextAt !== null && page.nextAt <= now));
  return (
    <>
      <ResultsHead page={page} state={state} writes={writes} now={now} />
      <CampaignTabs id={campaign.id} current="results" />
      <div className="page__body split split--results">
        <div className="results__main">
          <FunnelTable funnel={funnel} lost={results} />
          <Variants letters={funnel.letters} />
          <CutTable funnel={funnel} />
          <Survival waits={funnel.waits} />
          <Ledger ledger={ledger} goal={funnel.goal} now={now} />
          <ResultsFiles id={campaign.id} />
        </div>
        <aside className="stack stack--lg results__side" aria-label="À vérifier et absents">
          {page.experiment && <ExperimentPanel experiment={page.experiment} writes={writes} now={now} />}
          {doubts.length > 0 && (
            <DoubtList campaignId={campaign.id} doubts={doubts} total={results.uncertain} writes={writes} />
          )}
          {results.excluded > 0 && (
            <Panel title="Qui n’y est pas, et pourquoi" count={results.excluded}>
              <div className="panel__body">
                <ExclusionList excluded={excluded} />
              </div>
            </Panel>
          )}
          {doubts.length === 0 && results.excluded === 0 && unsettled(results) === 0 && (
            <p className="muted small results__calm">
              Personne n’a été écarté, et aucun envoi n’est à vérifier.
            </p>
          )}
        </aside>
      </div>
    </>
  );
}

/** The two views of a launched campaign. */
export function CampaignTabs({ id, current }: { id: string; current: "results" | "recipients" | "message" }) {
  return (
    <Tabs
      label="Campagne"
      tabs={[
        { label: "Résultats", to: href("/campagnes/:id", { id }), current: current === "results" },
        {
          label: "Destinataires",
          to: href("/campagnes/:id/destinataires", { id }),
          current: current === "recipients",
        },
        { label: "Message", to: href("/campagnes/:id/message", { id }), current: current === "message" },
        { label: "Volontaires", to: href("/campagnes/:id/volontaires", { id }), current: false },
      ]}
    />
  );
}
