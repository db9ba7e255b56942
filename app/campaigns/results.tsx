import { href } from "react-router";
import { Panel, Tabs } from "#app/ui/page.tsx";
import type { CampaignState } from "./campaign-state.ts";
import { DoubtList } from "./doubt-list.tsx";
import { ExclusionList } from "./exclusion-list.tsx";
import { Funnel } from "./funnel.tsx";
import { Ledger } from "./ledger.tsx";
import { unsettled } from "./message-state.ts";
import { ResultsHead } from "./results-head.tsx";
import type { ResultsPage } from "./results-page.server.ts";
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
  const { campaign, results, doubts, excluded } = page;
  useLive(state === "running", results.sending > 0 || (page.nextAt !== null && page.nextAt <= now));
  return (
    <>
      <ResultsHead page={page} state={state} writes={writes} now={now} />
      <CampaignTabs id={campaign.id} current="results" />
      <div className="page__body split split--results">
        <div className="results__main">
          <Funnel results={results} />
          <Ledger page={page} now={now} />
        </div>
        <aside className="stack stack--lg results__side" aria-label="À vérifier et absents">
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
export function CampaignTabs({ id, current }: { id: string; current: "results" | "message" }) {
  return (
    <Tabs
      label="Campagne"
      tabs={[
        { label: "Résultats", to: href("/campagnes/:id", { id }), current: current === "results" },
        { label: "Message", to: href("/campagnes/:id/message", { id }), current: current === "message" },
      ]}
    />
  );
}
