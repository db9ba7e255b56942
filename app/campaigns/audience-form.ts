import type { Condition, Filter } from "#app/filters/filter.ts";

/** The questions by which most audiences are chosen, under their names in the URL. */
export const AUDIENCE_QUESTIONS = {
  type: { field: "kind", op: "is" },
  departement: { field: "departement", op: "is" },
  fonction: { field: "function", op: "contains" },
  etape: { field: "stage", op: "is" },
} as const satisfies Record<string, Pick<Condition, "field" | "op">>;

export type AudienceAnswers = Partial<Record<keyof typeof AUDIENCE_QUESTIONS, string>>;
type Question = keyof AudienceAnswers;
const QUESTIONS = Object.keys(AUDIENCE_QUESTIONS) as Question[];

/** The filter that a plain form asks for; null when the URL carries no such form. */
export function askedFilter(params: URLSearchParams): Filter | null {
  if (!QUESTIONS.some((question) => params.has(question))) return null;
  const all = QUESTIONS.flatMap((question) => {
    const value = params.get(question)?.trim();
    return value ? [{ ...AUDIENCE_QUESTIONS[question], value }] : [];
  });
  return { all };
}

/** The answers that make a filter; null when it says more than the form can show. */
export function answersOf(filter: Filter): AudienceAnswers | null {
  if (!("all" in filter)) return null;
  const answers: AudienceAnswers = {};
  for (const condition of filter.all) {
    const question = "field" in condition ? questionOf(condition) : undefined;
    if (!question || question in answers) return null;
    answers[question] = String((condition as Condition).value);
  }
  return answers;
}

function questionOf({ field, op, value }: Condition): Question | undefined {
  if (value === undefined || Array.isArray(value)) return undefined;
  return QUESTIONS.find(
    (question) => AUDIENCE_QUESTIONS[question].field === field && AUDIENCE_QUESTIONS[question].op === op,
  );
}

/** What a form says of an audience already chosen (`AudienceInputs`), as an address would. */
export function askedParams({
  contacts,
  filtre = "",
  parInstitution = "",
  repos = "",
}: Partial<Record<"contacts" | "filtre" | "parInstitution" | "repos", string>>): URLSearchParams {
  return new URLSearchParams({
    ...(contacts === undefined ? { filtre } : { contacts }),
    parInstitution,
    repos,
  });
}

/** One person an institution or all; institutions written to of late or not: as forms and addresses say it. */
export function askedRestraint(perInstitution?: string | null, rest?: string | null) {
  const [most, days] = [Number(perInstitution), Number(rest)];
  return {
    ...(Number.isInteger(most) && most > 0 && most <= 100 && { perInstitution: most }),
    ...(Number.isInteger(days) && days > 0 && days <= 366 && { restDays: days }),
  };
}
