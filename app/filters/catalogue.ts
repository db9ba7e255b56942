import type { Filter, Op } from "./filter-tree.ts";

/** A value, and how it is called. */
export type Choice = { value: string; label: string };

export type FieldType = "text" | "choice" | "id" | "number" | "boolean" | "day" | "moment" | "tags";

/** A field as the screen knows it: its values are its own, or one of the product's lists, by its name. */
export type CatalogueField = { label: string; type: FieldType; choices?: Choice[] | string; hidden?: true };

export type CatalogueEntity = {
  /** « un échange » */
  label: string;
  fields: Record<string, CatalogueField>;
  /** By name: how it is called, and the key of the entity it leads to. */
  relations: Record<string, { label: string; to: string }>;
};

/** Everything a list can be asked, two relations away. */
export type Catalogue = {
  root: string;
  entities: Record<string, CatalogueEntity>;
  lists: Record<string, Choice[]>;
};

/** A catalogue, read from one of its entities. */
export type Reading = { catalogue: Catalogue; entity: CatalogueEntity };

export function readRoot(catalogue: Catalogue): Reading {
  return { catalogue, entity: catalogue.entities[catalogue.root]! };
}

/** Where a relation leads; undefined when it is none of this entity's. */
export function follow({ catalogue, entity }: Reading, relation: string): Reading | undefined {
  const to = Object.hasOwn(entity.relations, relation) ? entity.relations[relation]!.to : undefined;
  return to === undefined ? undefined : { catalogue, entity: catalogue.entities[to]! };
}

export function fieldOf({ entity }: Reading, name: string): CatalogueField | undefined {
  return Object.hasOwn(entity.fields, name) ? entity.fields[name] : undefined;
}

export function choicesOf({ catalogue }: Reading, field: CatalogueField): Choice[] | undefined {
  return typeof field.choices === "string" ? catalogue.lists[field.choices] : field.choices;
}

/** What no longer exists of a filter: a field or a relation of another time. */
export function unknownIn(filter: Filter, reading: Reading): string[] {
  if ("all" in filter) return filter.all.flatMap((part) => unknownIn(part, reading));
  if ("any" in filter) return filter.any.flatMap((part) => unknownIn(part, reading));
  if ("field" in filter) return fieldOf(reading, filter.field) ? [] : [filter.field];
  const name = "some" in filter ? filter.some : filter.none;
  const inner = follow(reading, name);
  return inner ? unknownIn(filter.where, inner) : [name];
}

/** How a question is put, in words, for each type of field. `days` counts from today: the sign is the operator's. */
export type Asking = {
  key: string;
  label: string;
  op: Op;
  takes: "none" | "value" | "values" | "day" | "days";
  sign?: 1 | -1;
};

const given: Asking[] = [
  { key: "empty", label: "n’est pas renseigné", op: "empty", takes: "none" },
  { key: "filled", label: "est renseigné", op: "filled", takes: "none" },
];
const among: Asking[] = [
  { key: "is", label: "est", op: "is", takes: "values" },
  { key: "isNot", label: "n’est pas", op: "isNot", takes: "values" },
];
const dated: Asking[] = [
  { key: "over", label: "il y a plus de… jours", op: "before", takes: "days", sign: -1 },
  { key: "under", label: "il y a moins de… jours", op: "after", takes: "days", sign: -1 },
  { key: "within", label: "avant… jours d’ici", op: "before", takes: "days", sign: 1 },
  { key: "beyond", label: "dans plus de… jours", op: "after", takes: "days", sign: 1 },
  { key: "before", label: "avant le", op: "before", takes: "day" },
  { key: "after", label: "après le", op: "after", takes: "day" },
  { key: "on", label: "le", op: "is", takes: "day" },
  { key: "empty", label: "jamais, ou sans date", op: "empty", takes: "none" },
  { key: "filled", label: "a une date", op: "filled", takes: "none" },
];

export const ASKINGS: Record<FieldType, Asking[]> = {
  text: [
    { key: "contains", label: "contient", op: "contains", takes: "value" },
    { key: "is", label: "est exactement", op: "is", takes: "value" },
    { key: "isNot", label: "n’est pas", op: "isNot", takes: "value" },
    ...given,
  ],
  ...{ choice: [...among, ...given], id: [...among, ...given] },
  tags: [
    { key: "is", label: "l’une de", op: "is", takes: "values" },
    { key: "isNot", label: "aucune de", op: "isNot", takes: "values" },
    ...given,
  ],
  number: [
    { key: "atLeast", label: "au moins", op: "atLeast", takes: "value" },
    { key: "atMost", label: "au plus", op: "atMost", takes: "value" },
    { key: "is", label: "exactement", op: "is", takes: "value" },
    ...given,
  ],
  boolean: [{ key: "is", label: "est", op: "is", takes: "value" }],
  ...{ day: dated, moment: dated },
};
