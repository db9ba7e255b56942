import { checkTemplate, type SyntaxFault, type UnknownField } from "#app/outbox/merge.ts";

/** One of the messages of a campaign: a variant of a step. */
export type LetterPart = {
  subject: string;
  text: string;
  /** What the check calls it (`placeName`); null: there is only this one. */
  place?: string | null;
  variantId?: string;
  /** A follow-up goes on under the subject of the first message: it has none of its own. */
  followUp?: boolean;
};

export type Fault = { where: "subject" | "text" } & (SyntaxFault | UnknownField);

/** What is wrong with a message for everyone: it forbids the launch. */
export type LetterFault = {
  code: "empty_message" | "faulty_message" | "unknown_field" | "no_volunteer_page";
  message: string;
  variantId?: string;
};

/** Each message that is not fit to be sent, by its name, with what is wrong with it and what to do. */
export function letterFaults(parts: LetterPart[], volunteerUrl: string | null = null): LetterFault[] {
  return parts.flatMap((part) => {
    const id = part.variantId === undefined ? {} : { variantId: part.variantId };
    return [...emptyFaults(part), ...writtenFaults(part), ...linkFaults(part, volunteerUrl)].map((fault) => ({
      ...{ code: fault.code, message: sentence(part.place, fault.words) },
      ...id,
    }));
  });
}

/** What is faulty in the words of one message, where. */
export function faultsOf({ subject, text, followUp = false }: LetterPart): Fault[] {
  return [...(followUp ? [] : faultsIn("subject", subject)), ...faultsIn("text", text)];
}

/** « Relance, variante B : le message est vide. » */
function sentence(place: string | null | undefined, words: string): string {
  return capital(place ? `${place}\u00A0: ${words}` : words);
}

type Found = { code: LetterFault["code"]; words: string };

function emptyFaults({ subject, text, followUp = false }: LetterPart): Found[] {
  const code = "empty_message" as const;
  const way = followUp ? "écrivez-le, ou retirez cette relance" : "écrivez-le";
  return [
    ...(!followUp && !subject.trim() ? [{ code, words: "l’objet est vide\u00A0: écrivez-le." }] : []),
    ...(text.trim() ? [] : [{ code, words: `le message est vide\u00A0: ${way}.` }]),
  ];
}

function writtenFaults(part: LetterPart): Found[] {
  return faultsOf(part).map((fault) => {
    const where = fault.where === "subject" ? "dans l’objet" : `à la ligne ${fault.line}`;
    return "message" in fault
      ? { code: "faulty_message", words: `${where}, ${lower(fault.message)}` }
      : { code: "unknown_field", words: `${where}, ${unknownField(fault)}` };
  });
}

export function unknownField({ name, suggestion }: UnknownField): string {
  const known = suggestion ? ` Vouliez-vous {{ ${suggestion} }} ?` : "";
  return `le champ {{ ${name} }} n’existe pas.${known}`;
}

/** An address that leads nowhere must not leave, unless something was written to stand in its place. */
function linkFaults({ subject, text, followUp = false }: LetterPart, volunteerUrl: string | null): Found[] {
  const asks = [followUp ? "" : subject, text].some((words) =>
    checkTemplate(words).required.includes("lien_volontaire"),
  );
  if (!asks || volunteerUrl) return [];
  const words = "il donne l’adresse de la page « Je suis volontaire », qui est fermée\u00A0: ouvrez-la.";
  return [{ code: "no_volunteer_page", words }];
}

function faultsIn(where: Fault["where"], template: string): Fault[] {
  const { errors, unknown } = checkTemplate(template);
  return [...errors, ...unknown].map((fault) => ({ where, ...fault }));
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
