import { Form, href, useFetcher } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { KIND_NAMES, kindsLabel } from "#app/institutions/institution.ts";
import { quietForm } from "#app/pressure/pressure.ts";
import { addQuietWindow, readPressure } from "#app/pressure/pressure.server.ts";
import { IconButton } from "#app/ui/button.tsx";
import { formatDate, isoDay } from "#app/ui/format.ts";
import { FormErrors, refusal, SelectField, SubmitButton, TextField } from "#app/ui/form.tsx";
import { orOffline } from "#app/ui/or-offline.ts";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/pressure";

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const now = new Date();
  return {
    ...(await readPressure(member, now)),
    today: isoDay(now),
    writes: member.role !== "reader",
    admin: member.role === "admin",
  };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, quietForm, async (input) => {
    const setId = crypto.randomUUID();
    await addQuietWindow(context.get(memberContext), input, { setId });
    return answerForm(
      request,
      { setId, message: "Période calme ajoutée." },
      href("/reglages/sollicitations"),
    );
  });

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

/** When institutions are left alone, and how often they are written to at most. */
export default function Pressure({ loaderData, actionData }: Route.ComponentProps) {
  const { windows, today, writes } = loaderData;
  const removal = useFetcher<Done>();
  useUndoToast(removal.data);
  useUndoToast(actionData);
  const refused = refusal(actionData);
  return (
    <>
      <Cap {...loaderData} />
      <Section title="Périodes calmes" count={windows.length}>
        {windows.length === 0 ? (
          <p className="muted settings__empty">
            Aucune période calme à venir. Pendant une période calme, les messages des campagnes attendent :
            élections, réforme, saison des déclarations.
          </p>
        ) : (
          <ul className="fr-raw-list">
            {windows.map(({ id, name, startsOn, endsOn, kinds }) => (
              <li key={id} className="settings__row settings__row--one">
                <span className="fill clip">
                  <span className="strong">{name}</span>
                  <span className="source">
                    du {formatDate(startsOn)} au {formatDate(endsOn)},{" "}
                    {kinds.length === 0 ? "toutes les institutions" : kinds.map(kindsLabel).join(", ")}
                    {isoDay(startsOn) <= today && " · en cours"}
                  </span>
                </span>
                {writes && (
                  <removal.Form method="post" action={href("/reglages/sollicitations/:id/retrait", { id })}>
                    <IconButton type="submit" icon="delete-bin-line" label={`Retirer ${name}`} />
                  </removal.Form>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      {writes && (
        <Section title="Ajouter une période calme">
          <Form method="post" className="stack stack--lg" key={windows.length}>
            <FormErrors {...refused} />
            <TextField
              {...refused}
              name="name"
              label="Pourquoi"
              hint="Élections municipales, télédéclaration…"
              maxLength={80}
              required
            />
            <div className="pair">
              <TextField {...refused} name="startsOn" label="Du" type="date" required />
              <TextField {...refused} name="endsOn" label="Au, compris" type="date" required />
            </div>
            <SelectField
              {...refused}
              name="kind"
              label="Pour"
              empty="Toutes les institutions"
              options={KIND_NAMES.map((kind) => ({ value: kind, label: kindsLabel(kind) }))}
            />
            <p>
              <SubmitButton>Ajouter la période</SubmitButton>
            </p>
          </Form>
        </Section>
      )}
    </>
  );
}

function Cap({
  solicitationCap,
  solicitationDays,
  admin,
}: {
  solicitationCap: number;
  solicitationDays: number;
  admin: boolean;
}) {
  const fetcher = useFetcher<Done>();
  useUndoToast(fetcher.data);
  const refused = refusal(fetcher.data);
  return (
    <Section title="Pression sur une institution">
      <fetcher.Form
        method="post"
        action={href("/reglages/sollicitations/plafond")}
        className="stack stack--lg"
      >
        <FormErrors {...refused} />
        <p>
          Une campagne n’écrit pas à une institution qui en a déjà reçu autant, tous produits confondus. Les
          autres produits ne comptent que pour un nombre : jamais lequel, ni pour dire quoi.
        </p>
        <div className="pair">
          <TextField
            {...refused}
            name="solicitationCap"
            label="Campagnes au plus"
            type="number"
            min={1}
            max={100}
            defaultValue={solicitationCap}
            readOnly={!admin}
            required
          />
          <TextField
            {...refused}
            name="solicitationDays"
            label="En combien de jours"
            type="number"
            min={1}
            max={366}
            defaultValue={solicitationDays}
            readOnly={!admin}
            required
          />
        </div>
        {admin ? (
          <p>
            <SubmitButton look="secondary" pending={fetcher.state !== "idle"}>
              Enregistrer le plafond
            </SubmitButton>
          </p>
        ) : (
          <p className="muted">Seule l’administration du produit change ce plafond.</p>
        )}
      </fetcher.Form>
    </Section>
  );
}
