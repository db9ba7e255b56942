import "./usage.css";
import { useState } from "react";
import { href } from "react-router";
import { DialogForm } from "#app/contacts/dialog-form.tsx";
import { useUndoForm } from "#app/contacts/use-undo-form.ts";
import { ButtonLink, IconButton } from "#app/ui/button.tsx";
import { formatDay, formatNumber, formatShortDate, isoDay } from "#app/ui/format.ts";
import { useHydrated } from "#app/ui/hydrated.ts";
import { Aside } from "#app/ui/page.tsx";
import { seriesOf, type UsageFact, type UsageSeries } from "./usage.ts";
import { UsageFields } from "./usage-fields.tsx";
import { sparkline } from "./usage-series.ts";

type PanelProps = { institutionId: string; facts: UsageFact[]; canWrite: boolean; now: Date };

/** « Usage », in the side column of a file: what proves that it is used, figure by figure. */
export function UsagePanel({ institutionId, facts, canWrite, now }: PanelProps) {
  const [adding, setAdding] = useState(false);
  const [correcting, setCorrecting] = useState<UsageFact | null>(null);
  const today = isoDay(now);
  const action = href("/institutions/:id/usage", { id: institutionId });
  return (
    <Aside title="Usage" aside={canWrite && <AddButton action={action} onClick={() => setAdding(true)} />}>
      {facts.length === 0 && (
        <p className="muted">
          Aucun usage constaté. Un chiffre daté, comme 412 visites en septembre, prouve que c’est utilisé.
        </p>
      )}
      {seriesOf(facts).map((series) => (
        <Series
          key={series.metric}
          {...{ series, today, institutionId }}
          correct={canWrite ? setCorrecting : undefined}
        />
      ))}
      <DialogForm
        open={adding}
        onClose={() => setAdding(false)}
        title="Noter un usage constaté"
        action={action}
        submit="Noter l’usage"
      >
        {(refused) => <UsageFields {...refused} prefix="" last={facts[0] ?? null} today={today} required />}
      </DialogForm>
      <DialogForm
        open={correcting !== null}
        onClose={() => setCorrecting(null)}
        title="Corriger un usage"
        action={href("/institutions/:id/usage/:factId", { id: institutionId, factId: correcting?.id ?? "" })}
        submit="Corriger l’usage"
      >
        {(refused) => <UsageFields {...refused} prefix="" last={correcting} exact today={today} required />}
      </DialogForm>
    </Aside>
  );
}

function AddButton({ action, onClick }: { action: string; onClick: () => void }) {
  if (!useHydrated())
    return (
      <ButtonLink look="ghost" to={action}>
        Ajouter
      </ButtonLink>
    );
  return (
    <button type="button" className="chip chip--sm chip--ghost" onClick={onClick}>
      Ajouter
    </button>
  );
}

const FRAME = { width: 96, height: 20 };

/** The last figure and how it came there; every figure in a table, under it. */
function Series({
  series: { metric, facts },
  today,
  institutionId,
  correct,
}: {
  series: UsageSeries;
  today: string;
  institutionId: string;
  correct: ((fact: UsageFact) => void) | undefined;
}) {
  const remove = useUndoForm();
  const last = facts.at(-1)!;
  return (
    <div className="usage">
      <p className="row">
        <span className="usage__figure num">{formatNumber(last.value)}</span>
        <span className="fill">
          {metric}
          <time className="source" dateTime={last.date} title={formatDay(last.date)}>
            constaté le {formatShortDate(last.date, today)}
          </time>
        </span>
        {facts.length > 1 && (
          <svg
            className="usage__line"
            viewBox={`-2 -2 ${FRAME.width + 4} ${FRAME.height + 4}`}
            aria-hidden="true"
          >
            <path d={sparkline(facts, FRAME)} />
          </svg>
        )}
      </p>
      <details>
        <summary className="small muted">
          {facts.length > 1 ? `Les ${facts.length} chiffres` : "Le chiffre"}
        </summary>
        <table className="table table--plain">
          <caption className="fr-sr-only">{metric}, du plus récent au plus ancien</caption>
          <thead className="fr-sr-only">
            <tr>
              <th scope="col">Jour</th>
              <th scope="col">Chiffre</th>
              <th scope="col">Source</th>
              {correct && <th scope="col">Gestes</th>}
            </tr>
          </thead>
          <tbody>
            {facts.toReversed().map((fact) => (
              <tr key={fact.id}>
                <td>
                  <time dateTime={fact.date}>{formatShortDate(fact.date, today)}</time>
                </td>
                <td className="num">{formatNumber(fact.value)}</td>
                <td className="muted clip" title={fact.source ?? undefined}>
                  {fact.source}
                </td>
                {correct && (
                  <td className="usage__acts">
                    <IconButton
                      icon="edit-line"
                      label={`Corriger ${formatNumber(fact.value)} ${metric}`}
                      onClick={() => correct(fact)}
                    />
                    <IconButton
                      icon="delete-bin-line"
                      label={`Retirer ${formatNumber(fact.value)} ${metric}`}
                      onClick={() =>
                        remove(
                          href("/institutions/:id/usage/:factId/retrait", {
                            id: institutionId,
                            factId: fact.id,
                          }),
                        )
                      }
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
