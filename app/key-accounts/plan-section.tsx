import "./key-accounts.css";
import { href, Link } from "react-router";
import type { Moment } from "#app/ui/format.ts";
import { Section } from "#app/ui/page.tsx";
import { CadenceLine } from "./cadence-line.tsx";
import { PLAN_FIELDS } from "./plan.ts";
import { PlanText } from "./plan-text.tsx";
import type { AccountPlan } from "./plan.server.ts";

type Props = { institutionId: string; plan: AccountPlan | null; canWrite: boolean; now: Moment };

/** « Plan de compte »: for a key account, or where something was planned. Edited in place, field by field. */
export function PlanSection({ institutionId, plan, canWrite, now }: Props) {
  if (!plan || (!plan.keyAccount && PLAN_FIELDS.every((field) => !plan[field]))) return null;
  const links = (
    <span className="row small">
      <Link to={href("/institutions/:id/acteurs", { id: institutionId })}>Influence et intérêt</Link>
      <Link to={href("/institutions/:id/imprimer", { id: institutionId })}>Fiche à imprimer</Link>
    </span>
  );
  return (
    <Section title="Plan de compte" aside={links}>
      <CadenceLine {...{ institutionId, plan, canWrite, now }} />
      <div className="plan">
        {PLAN_FIELDS.map((field) => (
          <PlanText key={field} {...{ institutionId, field, canWrite, now }} value={plan[field]} />
        ))}
      </div>
    </Section>
  );
}
