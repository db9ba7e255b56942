import { Form, href, Link } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { objectiveForm } from "#app/objectives/cycle.ts";
import { currentCycle, getCycle, listCycles } from "#app/objectives/cycles.server.ts";
import { objectiveLabel } from "#app/objectives/metrics.ts";
import { ObjectiveBar } from "#app/objectives/objective-bar.tsx";
import { ObjectiveFields } from "#app/objectives/objective-fields.tsx";
import { createObjective } from "#app/objectives/objectives.server.ts";
import { NoCycle, PastCycles } from "#app/objectives/past-cycles.tsx";
import { readTiles } from "#app/objectives/tiles.server.ts";
import { listMetrics } from "#app/pipeline/usage.server.ts";
import { sayDaysLeft } from "#app/objectives/words.ts";
import { readPenetration } from "#app/target/penetration.server.ts";
import { TargetWords } from "#app/target/target-words.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { dayNumber, formatDate } from "#app/ui/format.ts";
import { PageHead, Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/objectives";

export const meta: Route.MetaFunction = () => [{ title: "Objectifs · Essaim" }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const now = new Date();
  const asked = url.searchParams.get("cycle");
  const [cycle, cycles, penetration, known] = await Promise.all([
    asked ? getCycle(member, asked) : currentCycle(member, now),
    listCycles(member),
    readPenetration(member),
    listMetrics(member),
  ]);
  const tiles = cycle ? await readTiles(member, cycle, now) : [];
  return { cycle, cycles, tiles, penetration, known, now, writes: member.role !== "reader" };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, objectiveForm, async (input, form) => {
    const setId = crypto.randomUUID();
    const { id } = await createObjective(context.get(memberContext), String(form.get("cycle")), input, {
      setId,
    });
    return { id, setId, message: `Objectif ajouté\u00A0: ${objectiveLabel(input)}.` };
  });

export default function Objectives({ loaderData, actionData }: Route.ComponentProps) {
  const { cycle, cycles, tiles, penetration, known, now, writes } = loaderData;
  const refused = refusal(actionData);
  useUndoToast(actionData);
  if (!cycle) return <NoCycle writes={writes} penetration={penetration} />;
  const today = dayNumber(now);
  const daysLeft = dayNumber(cycle.endsOn) - today;
  const over = daysLeft < 0;
  const coming = today < dayNumber(cycle.startsOn);
  const left = over
    ? "terminé"
    : coming
      ? `commence le ${formatDate(cycle.startsOn)}`
      : sayDaysLeft(daysLeft);
  return (
    <>
      <PageHead
        title="Objectifs"
        lead={`${cycle.name}, du ${formatDate(cycle.startsOn)} au ${formatDate(cycle.endsOn)} · ${left}`}
      >
        {writes && (
          <>
            <ButtonLink look="ghost" icon="edit-line" to={href("/objectifs/cycles/:id", { id: cycle.id })}>
              Changer le cycle
            </ButtonLink>
            <ButtonLink icon="add-line" to={href("/objectifs/cycles/nouveau")}>
              {over ? "Ouvrir le cycle suivant" : "Préparer le cycle suivant"}
            </ButtonLink>
          </>
        )}
      </PageHead>
      <div className="page__body">
        <TargetWords penetration={penetration} />
        {tiles.length === 0 && (
          <p className="muted settings__empty">
            Qu’aurez-vous à montrer le {formatDate(cycle.endsOn)}
            {"\u00A0"}? Fixez deux ou trois chiffres{"\u00A0"}: Essaim les compte seul, dit le rythme qu’il
            faut et où mène celui d’aujourd’hui.
          </p>
        )}
        <ul className="fr-raw-list objectives">
          {tiles.map((tile) => (
            <li key={tile.id}>
              <Link
                className="objective objective--tile fr-raw-link"
                to={href("/objectifs/:id", { id: tile.id })}
              >
                <ObjectiveBar tile={tile} ends={cycle.endsOn} />
              </Link>
            </li>
          ))}
        </ul>
        {writes && !over && (
          <Section title="Ajouter un objectif">
            <Form
              method="post"
              className="stack stack--lg form"
              key={actionData && "id" in actionData ? actionData.id : "new"}
            >
              <FormErrors {...refused} />
              <input type="hidden" name="cycle" value={cycle.id} />
              <ObjectiveFields refused={refused} known={known} />
              <p>
                <SubmitButton>Ajouter l’objectif</SubmitButton>
              </p>
            </Form>
          </Section>
        )}
        <PastCycles cycles={cycles} shown={cycle.id} now={now} />
      </div>
    </>
  );
}
