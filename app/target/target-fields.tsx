import { Form, href, Link, useNavigation, useSubmit } from "react-router";
import type { Place } from "#app/institutions/places.server.ts";
import { Button } from "#app/ui/button.tsx";
import { Checkbox, type FormAnswer, FormErrors } from "#app/ui/form.tsx";
import { formatNumber, plural } from "#app/ui/format.ts";
import { useHydrated } from "#app/ui/hydrated.ts";
import { Icon } from "#app/ui/icon.tsx";
import { EXTENTS, type Extent, GROUPS, type GroupKey } from "./target-choice.ts";
import type { TargetPage } from "./target-view.tsx";
import "./target.css";

const EXTENT_NAMES: Record<Extent, string> = {
  france: "France entière",
  metropole: "Métropole",
  regions: "Une ou plusieurs régions",
  departements: "Des départements",
};

/** Kinds and territories to tick; a GET form, so that the figures follow, with JavaScript or with « Actualiser ». */
export function TargetForm({
  page,
  refused,
  later,
}: {
  page: TargetPage;
  refused: FormAnswer;
  later?: string;
}) {
  const { choice, groups, places, writes } = page;
  const submit = useSubmit();
  const kind = (group: (typeof GROUPS)[number]) => (
    <KindLine
      key={group.key}
      group={group}
      checked={choice.groups.includes(group.key)}
      count={groups[group.key] ?? 0}
    />
  );
  const others = GROUPS.filter((group) => !("main" in group));
  return (
    <Form
      className="target-form"
      onChange={(event) => {
        if ((event.target as EventTarget & { name?: string }).name === "confirme") return;
        void submit(event.currentTarget, { method: "get", replace: true, preventScrollReset: true });
      }}
    >
      <FormErrors errors={refused.errors} />
      <fieldset className="group">
        <legend>Types d’institutions</legend>
        <div className="kinds">{GROUPS.filter((group) => "main" in group).map(kind)}</div>
        <details open={others.some(({ key }) => choice.groups.includes(key))}>
          <summary>
            <Icon name="add-line" /> Neuf autres types
          </summary>
          <div className="kinds">{others.map(kind)}</div>
        </details>
      </fieldset>
      <fieldset className="group">
        <legend>Territoires</legend>
        <div className="row row--wrap">
          {EXTENTS.map((extent) => (
            <label key={extent} className="chip">
              <input
                className="fr-sr-only"
                type="radio"
                name="territoire"
                value={extent}
                defaultChecked={choice.extent === extent}
              />
              {EXTENT_NAMES[extent]}
            </label>
          ))}
        </div>
        <Places name="region" extent="regions" places={places.regions} chosen={choice.places} />
        <Places
          name="departement"
          extent="departements"
          places={places.departements}
          chosen={choice.places}
        />
      </fieldset>
      {writes && <Acts page={page} refused={refused} later={later} />}
    </Form>
  );
}

function KindLine({
  group,
  checked,
  count,
}: {
  group: { key: GroupKey; label: string };
  checked: boolean;
  count: number;
}) {
  const id = `type-${group.key}`;
  return (
    <div className="kind">
      <div className="fr-checkbox-group fr-checkbox-group--sm">
        <input type="checkbox" id={id} name="type" value={group.key} defaultChecked={checked} />
        <label className="fr-label" htmlFor={id}>
          {group.label}
        </label>
      </div>
      <span className="num muted">{formatNumber(count)}</span>
    </div>
  );
}

function Places({
  name,
  extent,
  places,
  chosen,
}: {
  name: string;
  extent: Extent;
  places: Place[];
  chosen: string[];
}) {
  return (
    <div
      className={`target-form__places target-form__places--${extent}`}
      role="group"
      aria-label={EXTENT_NAMES[extent]}
    >
      <ul className="fr-raw-list">
        {places.map(({ value, label }) => (
          <li key={value} className="fr-checkbox-group fr-checkbox-group--sm">
            <input
              type="checkbox"
              id={`${name}-${value}`}
              name={name}
              value={value}
              defaultChecked={chosen.includes(value)}
            />
            <label className="fr-label" htmlFor={`${name}-${value}`}>
              {label}
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** One gesture for the Cible and the board; the Cible alone where it is too wide for a board. */
function Acts({
  page,
  refused,
  later,
}: {
  page: TargetPage;
  refused: FormAnswer;
  later?: string | undefined;
}) {
  const { facts, boardMax, confirm } = page;
  const { state, formData } = useNavigation();
  const sending =
    state !== "idle" && formData?.has("garder") ? "garder" : formData?.has("tableau") ? "tableau" : null;
  const tooMany = facts.count > boardMax;
  const left = facts.count - facts.onBoard;
  return (
    <div className="stack stack--lg">
      {!useHydrated() && (
        <p>
          <Button type="submit" look="tertiary" icon="refresh-line">
            Actualiser le compte
          </Button>
        </p>
      )}
      {facts.count === 0 && <p className="muted small">{whatLacks(page)}</p>}
      {tooMany && (
        <p className="small">
          {plural(facts.count, "institution")}, c’est une Cible, pas un tableau{"\u00A0"}: il en reçoit{" "}
          {formatNumber(boardMax)} au plus à la fois. Enregistrez-la, puis choisissez les régions ou les
          départements par où commencer.
        </p>
      )}
      {confirm && !tooMany && (
        <Checkbox
          errors={refused.errors}
          name="confirme"
          label={`Oui, mettre ${plural(left, "institution")} au tableau d’un coup`}
          hint="Le geste prend quelques secondes et s’annule en une fois."
        />
      )}
      <div className="row row--wrap welcome__acts">
        {!tooMany && facts.count > 0 && (
          <Button
            type="submit"
            look="primary"
            name="tableau"
            value="oui"
            formMethod="post"
            disabled={sending !== null}
          >
            {sending === "tableau"
              ? `Mise au tableau de ${formatNumber(left)} institutions…`
              : boardLabel(facts.count, left)}
          </Button>
        )}
        {facts.count > 0 && (
          <Button
            type="submit"
            look={tooMany ? "primary" : "tertiary"}
            name="garder"
            value="oui"
            formMethod="post"
            disabled={sending !== null}
          >
            {sending === "garder" ? "Un instant…" : "Enregistrer la Cible"}
          </Button>
        )}
        {later && (
          <Link className="link" to={later}>
            Plus tard
          </Link>
        )}
        {!later && (
          <Link className="link" to={href("/institutions")}>
            Voir les institutions
          </Link>
        )}
      </div>
    </div>
  );
}

function whatLacks({ choice, loading }: TargetPage): string {
  const { groups, extent, places } = choice;
  if (groups.length === 0) return "Cochez au moins un type d’institution.";
  if (extent === "regions" && places.length === 0) return "Cochez au moins une région.";
  if (extent === "departements" && places.length === 0) return "Cochez au moins un département.";
  return loading
    ? "Ce type n’est pas encore chargé : un instant."
    : "Ce territoire n’en a pas : élargissez-le.";
}

function boardLabel(count: number, left: number): string {
  if (left === 0) return "Enregistrer, elles sont au tableau";
  if (left < count) return `Mettre les ${formatNumber(left)} autres au tableau`;
  return count === 1
    ? "Mettre cette institution au tableau"
    : `Mettre ces ${formatNumber(count)} institutions au tableau`;
}
