import { Form, href, Link } from "react-router";
import { KIND_NAMES, kindsLabel } from "#app/institutions/institution.ts";
import { Button } from "#app/ui/button.tsx";
import { formatNumber } from "#app/ui/format.ts";
import { SelectField, TextField } from "#app/ui/form.tsx";
import { ExclusionList } from "./exclusion-list.tsx";
import type { Picked } from "./picked.server.ts";

/** Whom: by a few questions, answered in the URL, or from the list of contacts. */
export function AudiencePicker({ picked }: { picked: Picked }) {
  const { answers, chips, recipients, institutions, excluded, stages, departements } = picked;
  return (
    <div className="picker">
      <Form className="picker__form" preventScrollReset replace>
        <SelectField
          name="type"
          label="Type d’institution"
          empty="Tous"
          defaultValue={answers?.type ?? ""}
          options={KIND_NAMES.map((kind) => ({ value: kind, label: kindsLabel(kind) }))}
        />
        <SelectField
          name="departement"
          label="Département"
          empty="Tous"
          defaultValue={answers?.departement ?? ""}
          options={departements.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        />
        <TextField
          name="fonction"
          label="Fonction contenant"
          defaultValue={answers?.fonction ?? ""}
          maxLength={100}
          autoComplete="off"
        />
        <SelectField
          name="etape"
          label="Étape du partenariat"
          empty="Toutes"
          defaultValue={answers?.etape ?? ""}
          options={stages.map((stage) => ({ value: stage, label: stage }))}
        />
        <Button type="submit" icon="filter-line">
          Appliquer
        </Button>
      </Form>
      <div className="row row--wrap">
        {chips.map((chip) => (
          <span key={chip} className="chip chip--sm">
            {chip}
          </span>
        ))}
        <Link className="link small" to={href("/contacts")}>
          Choisir un par un dans les contacts
        </Link>
      </div>
      <p aria-live="polite">
        <span className="big__figure">{formatNumber(recipients)}</span>{" "}
        {recipients < 2 ? "personne" : "personnes"} dans {formatNumber(institutions)}{" "}
        {institutions < 2 ? "institution" : "institutions"}
      </p>
      {excluded.length > 0 && (
        <div>
          <h3>Qui n’y est pas, et pourquoi</h3>
          <ExclusionList excluded={excluded} />
        </div>
      )}
    </div>
  );
}

/** What a form sends of an audience already chosen. */
export function AudienceInputs({ audience }: Pick<Picked, "audience">) {
  return "filter" in audience ? (
    <input type="hidden" name="filtre" value={JSON.stringify(audience.filter)} />
  ) : (
    <input type="hidden" name="contacts" value={audience.contactIds.join(",")} />
  );
}
