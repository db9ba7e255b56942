import { useRef, useState } from "react";
import { Button, IconButton } from "#app/ui/button.tsx";
import { follow, type Reading } from "./catalogue.ts";
import { ConditionEditor } from "./condition-editor.tsx";
import { asGroup, canHop, canNest, type Group, isGroup, newCondition, partsIn, withParts } from "./draft.ts";
import { type Filter, isCondition, type Related, relationOf } from "./filter-tree.ts";

type Place = { reading: Reading; depth: number; hops: number };
type Props = Place & { group: Group; onChange: (next: Group) => void };

/** Several conditions, all of which hold, or at least one: a list, with what can be added to it. */
export function GroupEditor({ group, onChange, ...place }: Props) {
  const parts = partsIn(group);
  const list = useRef<HTMLUListElement>(null);
  const replace = (at: number, next: Filter) =>
    onChange(
      withParts(
        group,
        parts.map((part, i) => (i === at ? next : part)),
      ),
    );
  return (
    <div className="filterbuilder__group">
      {parts.length > 1 && (
        <label className="row">
          <span>Répondre à</span>
          <select
            className="fr-select filterbuilder__op"
            value={"any" in group ? "any" : "all"}
            onChange={(event) => onChange(event.target.value === "any" ? { any: parts } : { all: parts })}
          >
            <option value="all">toutes ces conditions</option>
            <option value="any">au moins une de ces conditions</option>
          </select>
        </label>
      )}
      <ul className="fr-raw-list filterbuilder__parts" ref={list}>
        {parts.map((part, at) => (
          // eslint-disable-next-line react/no-array-index-key: a part has no other name than its place.
          <li key={at} className="filterbuilder__part">
            <div className="filterbuilder__fields">
              <PartEditor {...place} part={part} onChange={(next) => replace(at, next)} />
            </div>
            <IconButton
              icon="close-line"
              label="Retirer cette condition"
              onClick={() => {
                onChange(
                  withParts(
                    group,
                    parts.filter((_, i) => i !== at),
                  ),
                );
                focusLater(() =>
                  list.current?.parentElement?.querySelector(":scope > .filterbuilder__adder select"),
                );
              }}
            />
          </li>
        ))}
      </ul>
      <Adder
        {...place}
        onAdd={(part) => {
          onChange(withParts(group, [...parts, part]));
          focusLater(() => list.current?.querySelector(":scope > li:last-child :is(select, input)"));
        }}
      />
    </div>
  );
}

/** What was just added is what is answered next: the button that had the focus can no longer have it. */
function focusLater(find: () => HTMLElement | null | undefined) {
  requestAnimationFrame(() => find()?.focus());
}

function PartEditor({
  part,
  onChange,
  ...place
}: Place & { part: Filter; onChange: (next: Filter) => void }) {
  if (isCondition(part))
    return <ConditionEditor condition={part} reading={place.reading} onChange={onChange} />;
  if (isGroup(part))
    return <GroupEditor {...place} depth={place.depth + 1} group={part} onChange={onChange} />;
  return <RelatedEditor {...place} related={part} onChange={onChange} />;
}

/** « Au moins un échange », « aucun échange », of which the same related row answers what follows. */
function RelatedEditor({
  related,
  onChange,
  reading,
  depth,
  hops,
}: Place & { related: Related; onChange: (next: Filter) => void }) {
  const name = relationOf(related);
  const inner = follow(reading, name);
  if (!inner) return <span className="is-late">« {name} » n’existe plus</span>;
  const { label } = inner.entity;
  const { where } = related;
  return (
    <>
      <span className="strong">{reading.entity.relations[name]!.label}</span>
      <select
        className="fr-select filterbuilder__op"
        aria-label={`${reading.entity.relations[name]!.label} : combien`}
        value={"some" in related ? "some" : "none"}
        onChange={(event) =>
          onChange(event.target.value === "some" ? { some: name, where } : { none: name, where })
        }
      >
        <option value="some">au moins {label}</option>
        <option value="none">{label.replace(/^un/, "aucun")}</option>
      </select>
      <GroupEditor
        reading={inner}
        depth={depth + (isGroup(where) ? 0 : 1)}
        hops={hops + 1}
        group={asGroup(where)}
        onChange={(next) =>
          onChange("some" in related ? { some: name, where: next } : { none: name, where: next })
        }
      />
    </>
  );
}

/** What can be asked there: a field, something related, a group. */
function Adder({ reading, depth, hops, onAdd }: Place & { onAdd: (part: Filter) => void }) {
  const [chosen, setChosen] = useState("");
  const { fields, relations } = reading.entity;
  const byLabel = <T extends { label: string }>(all: Record<string, T>) =>
    Object.entries(all).sort(([, one], [, other]) => one.label.localeCompare(other.label, "fr"));

  function add() {
    const [kind, name = ""] = chosen.split(" ");
    if (kind === "field") onAdd(newCondition(name, fields[name]!));
    if (kind === "relation") onAdd({ some: name, where: { all: [] } });
    if (kind === "group") onAdd({ any: [] });
    setChosen("");
  }

  return (
    <div className="row filterbuilder__adder">
      <select
        className="fr-select"
        aria-label="Ce que l’on ajoute"
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || chosen === "") return;
          event.preventDefault();
          add();
        }}
      >
        <option value="">Choisir ce que l’on demande</option>
        <optgroup label="Un champ">
          {byLabel(fields)
            .filter(([, field]) => !field.hidden)
            .map(([name, { label }]) => (
              <option key={name} value={`field ${name}`}>
                {label}
              </option>
            ))}
        </optgroup>
        {canHop(hops) && Object.keys(relations).length > 0 && (
          <optgroup label="Ce qui y est lié">
            {byLabel(relations).map(([name, { label }]) => (
              <option key={name} value={`relation ${name}`}>
                {label}…
              </option>
            ))}
          </optgroup>
        )}
        {canNest(depth) && (
          <optgroup label="Plusieurs à la fois">
            <option value="group">Au moins une condition parmi…</option>
          </optgroup>
        )}
      </select>
      <Button icon="add-line" disabled={chosen === ""} onClick={add}>
        Ajouter
      </Button>
    </div>
  );
}
