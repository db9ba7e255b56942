/** What a script may name; written as in a letter, `{{ institution.nom }}`. */
export const SCRIPT_FIELDS = [
  "institution.nom",
  "contact.nom",
  "contact.prenom",
  "expediteur.nom",
  "territoire.nom",
];

type Values = Partial<Record<string, string | null>>;

/**
 * What to say on the phone, with the names in their place. A script is read by a human: what is not known stays a
 * blank to fill, and nothing is refused.
 */
export function mergeScript(script: string, values: Values): string {
  return script.replace(/\{\{\s*([\w.]{1,40})\s*(?:\|[^{}]*)?\}\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : null;
    return value || "…";
  });
}
