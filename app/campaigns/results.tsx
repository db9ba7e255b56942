import { ExperimentPanel } from "#app/experiments/experiment-panel.tsx";
import { CutTable } from "#app/results/cut-table.tsx";
import { FunnelTable } from "#app/results/funnel-table.tsx";
import { Ledger } from "#app/results/ledger.tsx";
import type { ResultsPage } from "#app/results/page.server.ts";
import { RepliesPanel } from "#app/results/replies-panel.tsx";
import { ResultsFiles } from "#app/results/results-files.tsx";
import { Survival } from "#app/results/survival.tsx";
import { Variants } from "#app/results/variants.tsx";
import { Panel } from "#app/ui/page.tsx";
import type { CampaignState } from "./campaign-state.ts";
import { CampaignTabs } from "./campaign-tabs.tsx";
import { DoubtList } from "./doubt-list.tsx";
import { ExclusionList } from "./exclusion-list.tsx";
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
  const { campaign, results, funnel, ledger, doubts, excluded, replies, experiment } = page;
  const beside = experiment !== null || replies.total > 0 || doubts.length > 0 || results.excluded > 0;
  useLive(state === "running", results.sending > 0 || (page.nextAt !== null && page.nextAt <= now));
  return (
    <>
      <ResultsHead page={page} state={state} writes={writes} now={now} />
      <CampaignTabs id={campaign.id} current="results" />
      <div className={beside ? "page__body split split--results" : "page__body"}>
        <div className="results__main">
          <FunnelTable funnel={funnel} lost={results} />
          <Variants letters={funnel.letters} />
          <CutTable funnel={funnel} />
          <Survival waits={funnel.waits} />
          <Ledger ledger={ledger} goal={funnel.goal} now={now} />
          <ResultsFiles id={campaign.id} />
        </div>
        {beside && (
          <aside
            className="stack stack--lg results__side"
            aria-label="Ce qui vous attend, et qui n’y est pas"
          >
            {experiment && <ExperimentPanel experiment={experiment} writes={writes} now={now} />}
            {replies.total > 0 && <RepliesPanel {...replies} writes={writes} now={now} />}
            {doubts.length > 0 && (
              <DoubtList
                campaignId={campaign.id}
                doubts={doubts}
                total={results.uncertain}
                writes={writes}
                now={now}
              />
            )}
            {results.excluded > 0 && (
              <Panel title="Qui n’y est pas, et pourquoi" count={results.excluded}>
                <div className="panel__body">
                  <ExclusionList excluded={excluded} of={{ campagne: campaign.id }} />
                </div>
              </Panel>
            )}
          </aside>
        )}
      </div>
    </>
  );
}
