import { formatNumber } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { StepProgress } from "./steps.ts";

const STATES = { waiting: "en attente", running: "en cours", done: "terminé" };

/** What has been loaded, with its source and vintage, and what is still to come. */
export function LoadSteps({ steps }: { steps: StepProgress[] }) {
  return (
    <ul className="fr-raw-list">
      {steps.map((step) => (
        <li key={step.key} className={step.state === "waiting" ? "load load--wait" : "load"}>
          <StepMark state={step.state} />
          <span>
            {step.label} <span className="fr-sr-only">({STATES[step.state]})</span>
            <span className="source">
              {step.source}, {step.vintage}
            </span>
          </span>
          <span className="push num">{step.done > 0 && formatNumber(step.done)}</span>
        </li>
      ))}
    </ul>
  );
}

function StepMark({ state }: { state: StepProgress["state"] }) {
  if (state === "done")
    return (
      <span className="is-ok">
        <Icon name="checkbox-circle-fill" />
      </span>
    );
  return <span className={state === "running" ? "load__spin" : "load__wait"} aria-hidden="true" />;
}
