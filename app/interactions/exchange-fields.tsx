import { Checkbox, type FormAnswer, SelectField, TextArea, TextField } from "#app/ui/form.tsx";
import { isoDay } from "#app/ui/format.ts";
import type { Interaction } from "./change-interaction.server.ts";
import { CALL_OUTCOMES, INTERACTION_KINDS, KIND_LABELS, OUTCOME_LABELS } from "./interaction.ts";

/** Every fact of an exchange, to be corrected. */
export function ExchangeFields({
  exchange,
  contacts,
  refused,
  now,
}: {
  exchange: Interaction;
  contacts: { id: string; name: string }[];
  refused: FormAnswer;
  now: Date;
}) {
  const there = new Set([exchange.contactId, ...exchange.participants.map(({ contactId }) => contactId)]);
  return (
    <>
      <div className="pair">
        <SelectField
          {...refused}
          name="kind"
          label="Type"
          options={INTERACTION_KINDS.map((kind) => ({ value: kind, label: KIND_LABELS[kind] }))}
          defaultValue={exchange.kind}
        />
        <TextField
          {...refused}
          name="happenedAt"
          type="date"
          label="Date"
          max={isoDay(now)}
          defaultValue={isoDay(exchange.happenedAt)}
          required
        />
      </div>
      <TextArea
        {...refused}
        name="summary"
        label="Ce qui s’est dit"
        defaultValue={exchange.summary}
        maxLength={2000}
      />
      <div className="pair">
        <SelectField
          {...refused}
          name="outcome"
          label="Résultat de l’appel"
          empty="Sans objet"
          options={CALL_OUTCOMES.map((outcome) => ({ value: outcome, label: OUTCOME_LABELS[outcome] }))}
          defaultValue={exchange.outcome}
        />
        <TextField
          {...refused}
          name="durationMinutes"
          label="Durée, en minutes"
          inputMode="numeric"
          defaultValue={exchange.durationMinutes}
        />
      </div>
      <Checkbox
        {...refused}
        name="theirs"
        label="À leur initiative"
        defaultChecked={exchange.direction === "inbound"}
      />
      {contacts.length > 0 && (
        <fieldset className="people-picked">
          <legend className="fr-label">Avec</legend>
          {contacts.map(({ id, name }) => (
            <Checkbox key={id} name="with" value={id} label={name} defaultChecked={there.has(id)} />
          ))}
        </fieldset>
      )}
    </>
  );
}
