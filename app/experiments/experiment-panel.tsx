import "#app/results/results.css";
import { Form, href, Link } from "react-router";
import { rangeWords, IntervalBar, scaleOf } from "#app/results/interval.tsx";
import { FormErrors, TextArea, refusal } from "#app/ui/form.tsx";
import { formatDate, formatNumber, formatShare, isoDay, relativeDays } from "#app/ui/format.ts";
import { Panel } from "#app/ui/page.tsx";
import { GOALS, hasEnded, proposeVerdict, type Verdict, VERDICTS } from "./experiment.ts";
import type { Experiment } from "./experiments.server.ts";

type Props = { experiment: Experiment; writes: boolean; now: Date };

/** What was expected, what is measured, what the figures propose, and what a human decides. */
export function ExperimentPanel({ experiment, writes, now }: Props) {
  const { endsOn, verdict } = experiment;
  const ended = hasEnded(endsOn, isoDay(now));
  const when = verdict ? "conclue" : `${ended ? "se concluait" : "se termine"} ${relativeDays(endsOn, now)}`;
  return (
    <Panel title="Échappée" aside={<span className="small muted">{when}</span>}>
      <div className="panel__body stack">
        <Expected experiment={experiment} />
        <Measured experiment={experiment} />
        {verdict ? (
          <Decided experiment={experiment} now={now} />
        ) : (
          <Proposed experiment={experiment} ended={ended} />
        )}
        {writes && !verdict && <Decide experiment={experiment} ended={ended} />}
        <p className="small">
          <Link to={href("/echappees")}>Journal des échappées</Link>
        </p>
      </div>
    </Panel>
  );
}

/** « Au moins 20 % des personnes à qui l’on écrit répondent. » */
export function Expected({ experiment: { threshold, goal, hypothesis } }: { experiment: Experiment }) {
  return (
    <>
      <p>{hypothesis}</p>
      <p>
        «&nbsp;Au moins <span className="strong">{formatNumber(threshold)}&nbsp;%</span> des personnes à qui
        l’on écrit {GOALS[goal]}.&nbsp;»
      </p>
    </>
  );
}

export function Measured({ experiment: { measure, threshold } }: { experiment: Experiment }) {
  const { reached, of } = measure;
  const rate = of > 0 ? { ...measure, share: reached / of } : null;
  const most = scaleOf([rate, { high: threshold / 100 }]);
  return (
    <>
      <IntervalBar rate={rate} most={most} goal={threshold / 100} />
      <p className="row small">
        <span className="muted">0&nbsp;%</span>
        <span className="push">
          seuil {formatNumber(threshold)}&nbsp;%
          {rate &&
            ` · mesuré ${formatShare(rate.share)} (${formatNumber(reached)} / ${formatNumber(of)}), ${rangeWords(rate)}`}
        </span>
        <span className="muted push">{formatShare(most)}</span>
      </p>
    </>
  );
}

function Proposed({ experiment: { measure, threshold }, ended }: { experiment: Experiment; ended: boolean }) {
  const { verdict, why } = proposeVerdict(measure, threshold);
  return (
    <div className="verdict">
      <p className="small muted">{ended ? "Ce que disent les chiffres" : "Verdict provisoire"}</p>
      <p className="strong">{VERDICTS[verdict]}</p>
      <p>{why}</p>
    </div>
  );
}

export function Decided({
  experiment: { verdict, lesson, decidedAt, decidedBy },
  now,
}: Omit<Props, "writes">) {
  return (
    <div className="verdict">
      <p className="small muted">
        Décidé {decidedAt && relativeDays(decidedAt, now)}
        {decidedBy && ` par ${decidedBy}`}
      </p>
      <p className="strong">{VERDICTS[verdict!]}</p>
      <p>{lesson}</p>
    </div>
  );
}

function Decide({ experiment: { campaignId, endsOn }, ended }: { experiment: Experiment; ended: boolean }) {
  const offered: Verdict[] = ended ? ["amplify", "adjust", "stop"] : ["stop"];
  return (
    <Form
      method="post"
      action={href("/campagnes/:id/echappee/verdict", { id: campaignId })}
      className="stack"
    >
      <DecisionFields answer={undefined} />
      {!ended && (
        <p className="small muted">Amplifier ou ajuster se décide à partir du {formatDate(endsOn)}.</p>
      )}
      <p className="row row--wrap">
        {offered.map((one) => (
          <button
            key={one}
            type="submit"
            name="verdict"
            value={one}
            className="fr-btn fr-btn--sm fr-btn--tertiary"
          >
            {VERDICTS[one]}
          </button>
        ))}
      </p>
    </Form>
  );
}

export function DecisionFields({ answer }: { answer: object | undefined }) {
  const refused = refusal(answer);
  return (
    <>
      <FormErrors {...refused} />
      <TextArea
        {...refused}
        name="lesson"
        label="Ce que vous en retenez"
        rows={3}
        maxLength={2000}
        required
      />
    </>
  );
}
