import { Section } from "#app/ui/page.tsx";
import { MOVE_RULES, type MoveCause, stageProvenBy } from "./moves.ts";
import type { PipelineStage } from "./stage.ts";

/** What moves a partnership by itself, in words: there is no other rule. */
export function MoveRules({ stages }: { stages: PipelineStage[] }) {
  return (
    <Section title="Ce qui fait avancer un partenariat tout seul">
      <ul className="settings__rules">
        {(Object.keys(MOVE_RULES) as MoveCause[]).map((cause) => {
          const { when, next } = MOVE_RULES[cause];
          const stage = stageProvenBy(stages, cause);
          return (
            <li key={cause}>
              {when}&nbsp;: {stage ? `étape « ${stage.name} »` : "rien ne bouge, faute d’étape qui le dise"}
              {stage && `, prochaine action « ${next} » s’il n’y en a pas`}.
            </li>
          );
        })}
      </ul>
      <p className="small muted">
        Jamais en arrière. Ce qui est déjà volontaire ou plus, ou arrêté, ne bouge pas ; ce qui est en sommeil
        n’est réveillé que par un volontaire. Chaque avancée dit la campagne dont elle vient, et s’annule
        comme les autres.
      </p>
    </Section>
  );
}
