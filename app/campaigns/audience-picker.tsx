import { Fragment } from "react";
import { Form, href, Link, useSearchParams } from "react-router";
import { FilterBuilder } from "#app/filters/filter-builder.tsx";
import { EVERYTHING, type Filter, filterParam } from "#app/filters/filter-tree.ts";
import { KIND_NAMES, kindsLabel } from "#app/institutions/institution.ts";
import { Button } from "#app/ui/button.tsx";
import { formatNumber } from "#app/ui/format.ts";
import { SelectField, TextField } from "#app/ui/form.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuLink, MenuTitle } from "#app/ui/menu.tsx";
import { askedParams } from "./audience-form.ts";
import type { AudienceStart } from "./audience-starts.server.ts";
import { ExclusionList } from "./exclusion-list.tsx";
import type { Picked } from "./picked.server.ts";

/** Whom: by a few questions, answered in the URL, or from the list of contacts. */
export function AudiencePicker({ picked, campaignId }: { picked: Picked; campaignId?: string }) {
  const [params] = useSearchParams();
  const to = audienceUrl(picked.audience);
  // On its own page the picker stands under its title; beside a message, in a section.
  const Title = campaignId ? "h2" : "h3";
  const { answers, chips, recipients, institutions, excluded, stages, departements, catalogue } = picked;
  const filter = "filter" in picked.audience ? picked.audience.filter : EVERYTHING;
  return (
    <div className="picker">
      <AudienceStarts starts={picked.starts} filter={"filter" in picked.audience ? filter : null} to={to} />
      {/* What says more than these questions would be lost by asking them again: it is changed by the filter. */}
      {answers && (
        <Form className="picker__form" key={JSON.stringify(answers)} preventScrollReset replace>
          <RestraintInputs audience={picked.audience} />
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
      )}
      <div className="row row--wrap">
        {chips.map((chip) => (
          <span key={chip} className="chip chip--sm">
            {chip}
          </span>
        ))}
        <FilterBuilder catalogue={catalogue} title="Choisir l’audience" own={{ filter, to }} />
        <Link className="link small" to={href("/contacts")}>
          Choisir un par un dans les contacts
        </Link>
      </div>
      <Restraint audience={picked.audience} />
      <p aria-live="polite">
        <span className="big__figure">{formatNumber(recipients)}</span>{" "}
        {recipients < 2 ? "personne" : "personnes"} dans {formatNumber(institutions)}{" "}
        {institutions < 2 ? "institution" : "institutions"}
      </p>
      {excluded.length > 0 && (
        <div>
          <Title>Qui n’y est pas, et pourquoi</Title>
          <ExclusionList
            excluded={excluded}
            of={{ ...Object.fromEntries(params), audience: "1", ...(campaignId && { campagne: campaignId }) }}
          />
        </div>
      )}
    </div>
  );
}

/** Where an audience is looked at before it is kept, its options as they are; everyone has to be said too. */
const audienceUrl =
  ({ perInstitution, restDays }: Picked["audience"]) =>
  (filter: Filter) =>
    `?${askedParams({
      filtre: filterParam(filter) ?? "",
      parInstitution: String(perInstitution ?? ""),
      repos: String(restDays ?? ""),
    })}`;

/** « Partir de »: everyone, the Cible, a view. The filter then goes on from there. */
function AudienceStarts({
  starts,
  filter,
  to,
}: {
  starts: Picked["starts"];
  filter: Filter | null;
  to: (filter: Filter) => string;
}) {
  const written = filter && (filterParam(filter) ?? "");
  const isIt = (start: AudienceStart) => written === (filterParam(start.filter) ?? "");
  const views = starts.filter(({ from }) => from !== "base");
  const chosen = views.find(isIt);
  const titles = { contacts: "Vues des contacts", institutions: "Vues des institutions" };
  return (
    <nav className="row row--wrap" aria-label="Partir de">
      <span className="muted">Partir de</span>
      {starts
        .filter(({ from }) => from === "base")
        .map((start) => (
          <Link
            key={start.label}
            className="chip fr-raw-link"
            to={to(start.filter)}
            aria-current={isIt(start) ? "true" : undefined}
            replace
            preventScrollReset
          >
            {start.label}
          </Link>
        ))}
      {views.length > 0 && (
        <Menu
          label="Partir d’une vue"
          opener={{ className: "chip", ...(chosen && { "aria-pressed": true }) }}
          button={
            <>
              {chosen ? <span className="strong chip__value">{chosen.label}</span> : "Une vue"}{" "}
              <Icon name="arrow-down-s-line" />
            </>
          }
        >
          {(["contacts", "institutions"] as const).map((from) => {
            const those = views.filter((start) => start.from === from);
            return (
              those.length > 0 && (
                <Fragment key={from}>
                  <MenuTitle>{titles[from]}</MenuTitle>
                  {those.map((start) => (
                    <MenuLink key={start.label} to={to(start.filter)}>
                      {start.label}
                    </MenuLink>
                  ))}
                </Fragment>
              )
            );
          })}
        </Menu>
      )}
    </nav>
  );
}

/** What a form sends of an audience already chosen. */
export function AudienceInputs({ audience }: Pick<Picked, "audience">) {
  return (
    <>
      {"filter" in audience ? (
        <input type="hidden" name="filtre" value={JSON.stringify(audience.filter)} />
      ) : (
        <input type="hidden" name="contacts" value={audience.contactIds.join(",")} />
      )}
      <RestraintInputs audience={audience} />
    </>
  );
}

function RestraintInputs({ audience: { perInstitution, restDays } }: Pick<Picked, "audience">) {
  return (
    <>
      <input type="hidden" name="parInstitution" value={perInstitution ?? ""} />
      <input type="hidden" name="repos" value={restDays ?? ""} />
    </>
  );
}

/** How many people an institution, and how long it has been left alone: kept in the address with the rest. */
function Restraint({ audience: { perInstitution, restDays } }: Pick<Picked, "audience">) {
  const [params, setParams] = useSearchParams();
  const ask = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    next.set("parInstitution", String(perInstitution ?? ""));
    next.set("repos", String(restDays ?? ""));
    next.set(name, value);
    setParams(next, { replace: true, preventScrollReset: true });
  };
  return (
    <div className="picker__form">
      <SelectField
        name="most"
        label="Personnes par institution"
        empty="Toutes"
        defaultValue={perInstitution ?? ""}
        onChange={({ target }) => ask("parInstitution", target.value)}
        options={[1, 2, 3].map((most) => ({
          value: String(most),
          label: most === 1 ? "Une personne" : `${most} personnes au plus`,
        }))}
      />
      <SelectField
        name="rest"
        label="Sans les institutions sollicitées depuis"
        empty="Le plafond du produit"
        defaultValue={restDays ?? ""}
        onChange={({ target }) => ask("repos", target.value)}
        options={[15, 30, 60, 90, 180].map((days) => ({ value: String(days), label: `${days} jours` }))}
      />
    </div>
  );
}
