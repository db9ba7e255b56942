import { Liquid, Output, type Template, TokenKind } from "liquidjs";
import { AppError } from "#app/errors.ts";
import { individualLinks } from "./links.ts";
import { plain } from "#app/words.ts";

/** The merge fields, in French since users type them, and what each one is. */
export const MERGE_FIELDS = {
  "contact.prenom": "Prénom du contact",
  "contact.nom": "Nom du contact",
  "contact.fonction": "Fonction du contact",
  "institution.nom": "Nom de l’institution",
  "institution.le": "L’institution avec son article : « la DDTM »",
  "institution.au": "« à la DDTM », « au rectorat »",
  "institution.du": "« de la DDTM », « du rectorat »",
  "territoire.nom": "Nom du territoire",
  "expediteur.nom": "Nom de l’expéditeur",
  "expediteur.signature": "Signature de la boîte d’envoi",
  lien_volontaire: "Adresse de la page « Je suis volontaire » de la campagne",
} as const;

export type MergeField = keyof typeof MERGE_FIELDS;
export type MergeValues = Partial<Record<MergeField, string | null>>;

/** Where in the text, as an editor counts: lines and columns from 1, `index` from 0. */
export type Place = { index: number; line: number; column: number };
export type UnknownField = Place & { name: string; suggestion?: MergeField };
export type SyntaxFault = Place & { message: string };
export type TemplateCheck = {
  fields: MergeField[];
  /** Those of them that are asked for somewhere without a fallback. */
  required: MergeField[];
  unknown: UnknownField[];
  errors: SyntaxFault[];
};

/** What a template asks for, and all that is wrong with it: unknown fields by name, faulty syntax in French. */
export function checkTemplate(text: string): TemplateCheck {
  const { slots, errors } = parse(text);
  const fields = slots.map((slot) => slot.name).filter(isField);
  const bare = slots.filter((slot) => !slot.hasDefault).map((slot) => slot.name);
  const unknown = slots
    .filter((slot) => !isField(slot.name))
    .map(({ name, index }) => ({ name, ...place(text, index), ...suggest(name) }));
  return { fields: [...new Set(fields)], required: [...new Set(bare.filter(isField))], unknown, errors };
}

/**
 * The text of one recipient. `missing` names each field that came out empty without a `default`, and each unknown
 * one: such a message must not leave.
 * @throws {AppError} invalid, for a template whose syntax is faulty (see `checkTemplate`)
 */
export function mergeTemplate(template: string, values: MergeValues): { text: string; missing: string[] } {
  const { templates, slots, errors } = parse(template);
  if (errors[0]) throw new AppError("invalid", errors[0].message);
  const clean = Object.fromEntries(
    Object.keys(MERGE_FIELDS).map((field) => [
      field,
      field === "expediteur.signature" ? (values[field] ?? "").trim() : oneLine(values[field as MergeField]),
    ]),
  ) as Record<MergeField, string>;
  const missing = slots.filter(({ name, hasDefault }) => !isField(name) || (!clean[name] && !hasDefault));
  const text = engine.renderSync(templates, scope(clean)) as string;
  return { text, missing: [...new Set(missing.map((slot) => slot.name))] };
}

type Slot = { name: string; index: number; hasDefault: boolean };
type Parsed = { templates: Template[]; slots: Slot[]; errors: SyntaxFault[] };

const engine = new Liquid({ ownPropertyOnly: true });
// Only outputs: no condition, loop, inclusion nor assignment.
for (const tag of Object.keys(engine.tags)) delete engine.tags[tag];

/** One campaign merges one template thousands of times: parsing it once saves most of the work. */
const parsed = new Map<string, Parsed>();
const KEPT = 20;

function parse(text: string): Parsed {
  const known = parsed.get(text);
  if (known) return known;
  const result = parseAnew(text);
  if (parsed.size >= KEPT) parsed.delete(parsed.keys().next().value!);
  parsed.set(text, result);
  return result;
}

function parseAnew(text: string): Parsed {
  let templates: Template[];
  try {
    templates = engine.parse(text);
  } catch (error) {
    return { templates: [], slots: [], errors: [frenchFault(text, error as LiquidFault)] };
  }
  const slots: Slot[] = [];
  const errors: SyntaxFault[] = [];
  for (const template of templates) {
    if (template.token.kind === TokenKind.HTML) continue;
    const index = template.token.begin;
    const slot = template instanceof Output ? readOutput(template) : NOT_A_FIELD;
    if (typeof slot === "string") errors.push({ message: slot, ...place(text, index) });
    else slots.push({ ...slot, index });
  }
  for (const { index } of individualLinks(text)) errors.push({ message: INDIVIDUAL, ...place(text, index) });
  return { templates, slots, errors };
}

const NOT_A_FIELD =
  'Entre {{ et }}, écrivez un nom de champ, par exemple {{ contact.prenom }} ou {{ contact.prenom | default: "Bonjour" }}.';
const NO_TAGS = "Les instructions {% … %} ne sont pas acceptées : seuls les champs {{ … }} le sont.";
const NOT_QUOTED =
  'Le texte de remplacement s’écrit entre guillemets droits : {{ contact.prenom | default: "Bonjour" }}.';
const INDIVIDUAL =
  "Un champ dans un lien en ferait un lien propre à chacun, qui dirait qui l’a ouvert : écrivez le même lien pour tous.";
const NOT_CLOSED = "Une accolade ouverte par {{ n’est pas refermée par }}.";

/** @returns what is wrong, in French, when it is not a field with at most a `default` */
function readOutput({ value }: Output): Omit<Slot, "index"> | string {
  const [access, more] = value.initial.postfix as { props?: { content?: unknown }[]; variable?: unknown }[];
  const names = access?.props?.map((prop) => prop.content);
  if (more || !names?.length || !names.every((name) => typeof name === "string")) return NOT_A_FIELD;
  const other = value.filters.find((filter) => filter.name !== "default");
  if (other) return `Le filtre « ${other.name} » n’existe pas : seul « default » est accepté.`;
  const quoted = value.filters.every(({ args }) => args.length === 1 && isQuoted(args[0]));
  if (!quoted) return NOT_QUOTED;
  return { name: names.join("."), hasDefault: value.filters.length > 0 };
}

function isQuoted(argument: unknown): boolean {
  return (argument as { kind?: TokenKind }).kind === TokenKind.Quoted;
}

type LiquidFault = Error & { token?: { begin?: number } };

function frenchFault(text: string, { message, token }: LiquidFault): SyntaxFault {
  const french = /^tag .*not found/.test(message) || /^tag .*not closed/.test(message) ? NO_TAGS : undefined;
  const closed = /not closed/.test(message) ? NOT_CLOSED : NOT_A_FIELD;
  return { message: french ?? closed, ...place(text, token?.begin ?? 0) };
}

function place(text: string, index: number): Place {
  const before = text.slice(0, index).split("\n");
  return { index, line: before.length, column: before.at(-1)!.length + 1 };
}

function isField(name: string): name is MergeField {
  return Object.hasOwn(MERGE_FIELDS, name);
}

/** « contact.prénom », « Contact.Prenom » or « prenom » are meant for `contact.prenom`. */
function suggest(name: string): { suggestion?: MergeField } {
  const folded = plain(name);
  const near = (Object.keys(MERGE_FIELDS) as MergeField[]).filter(
    (field) => field === folded || field.split(".")[1] === folded,
  );
  return near.length === 1 ? { suggestion: near[0]! } : {};
}

/** A value is a name: a line break in it would break the subject, or a paragraph. */
function oneLine(value: string | null | undefined): string {
  return (value ?? "").replace(/\s+/g, " ").trim();
}

function scope(values: Record<MergeField, string>): Record<string, string | Record<string, string>> {
  const flat: Record<string, string> = {};
  const nested: Record<string, Record<string, string>> = {};
  for (const [field, value] of Object.entries(values)) {
    const [thing, name] = field.split(".") as [string, string?];
    if (name === undefined) flat[thing] = value;
    else (nested[thing] ??= {})[name] = value;
  }
  return { ...flat, ...nested };
}
