import { z } from "zod";
import { AppError } from "#app/errors.ts";
import { isoDay } from "#app/ui/format.ts";

/** « Usage »: a dated figure that proves use. Days are « YYYY-MM-DD ». */
export type UsageFact = {
  id: string;
  institutionId: string;
  /** In the product's words: « visites », « dossiers déposés ». */
  metric: string;
  date: string;
  value: number;
  source: string | null;
};

/** How long a figure still says that an institution is active, in days. */
export const RECENT_DAYS = 90;
/** As many as one call may bring. */
export const USAGE_MAX = 1_000;

/** « 1 234,5 » is a number too; what is none of it comes back as it was, to be refused. */
const typedNumber = (value: unknown) => {
  if (typeof value !== "string") return value;
  const figures = value.replace(/\s/g, "").replace(",", ".");
  return /^[-+]?\d+(\.\d+)?$/.test(figures) ? Number(figures) : value;
};

/** « 30/09/2026 », as spreadsheets write it, and a moment, of which the day in France is kept. */
const typedDay = (value: unknown) => {
  if (typeof value !== "string") return value;
  const text = value.trim();
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return isoDay(new Date(text));
  const french = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
  return french ? `${french[3]}-${french[2]!.padStart(2, "0")}-${french[1]!.padStart(2, "0")}` : text;
};

const ASKED = "Donnez un nombre, comme 412.";
const HUGE = 1e15;

/** A figure, whoever brings it: a form, the API, a line of a file. */
export const usageSchema = z.object({
  metric: z
    .string("Dites ce qui est compté.")
    .transform((text) =>
      text
        .normalize("NFC")
        .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
        .trim(),
    )
    .pipe(z.string().min(1, "Dites ce qui est compté.").max(100, "100 caractères au plus."))
    .meta({ description: "Ce qui est compté : « visites »." }),
  date: z
    .preprocess(
      typedDay,
      z.iso
        .date("Donnez une date, comme 2026-09-30.")
        .refine((day) => day >= "1900", "Cette date est hors du siècle."),
    )
    .meta({ description: "Le jour, ou le dernier de la période." }),
  value: z.preprocess(
    typedNumber,
    z.number(ASKED).min(0, "Un nombre positif.").max(HUGE, "Ce nombre est trop grand."),
  ),
});
export type UsageFigure = z.output<typeof usageSchema>;

const source = z.string().trim().max(200, "200 caractères au plus.").optional();
export const usageOfSchema = usageSchema.extend({ institutionId: z.string().max(100), source });
export type UsageInput = z.output<typeof usageOfSchema>;

/** @throws {AppError} invalid, for a figure of a day that has not come */
export function refuseFuture({ date }: Pick<UsageFigure, "date">, today: string): void {
  const message = futureRefusal(date, today);
  if (message) throw new AppError("invalid", message, { fields: { date: message } });
}

/** Why a day cannot have its figure yet; null when it can. */
export function futureRefusal(date: string, today: string): string | null {
  return date > today
    ? `Le ${date.split("-").reverse().join("/")} n’est pas encore venu : un usage est un constat.`
    : null;
}

/** Since when a figure still says « active ». @param today « YYYY-MM-DD » */
export function recentSince(today: string): string {
  return isoDay(new Date(Date.parse(today) - RECENT_DAYS * 86_400_000));
}

/** Of several figures for the same day of the same thing, the last said stays. */
export function lastOfEach<Fact extends UsageInput>(facts: Fact[]): Fact[] {
  return [
    ...new Map(
      facts.map((fact) => [JSON.stringify([fact.institutionId, fact.metric, fact.date]), fact]),
    ).values(),
  ];
}

export type UsageSeries = { metric: string; facts: UsageFact[] };

/** The figures by what they count, each in the order of days; what was told of last comes first. */
export function seriesOf(facts: UsageFact[]): UsageSeries[] {
  const series = [...Map.groupBy(facts, ({ metric }) => metric)].map(([metric, ofMetric]) => ({
    metric,
    facts: ofMetric.toSorted((one, other) => one.date.localeCompare(other.date)),
  }));
  const last = ({ facts: ofSeries }: UsageSeries) => ofSeries.at(-1)!.date;
  return series.sort(
    (one, other) => last(other).localeCompare(last(one)) || one.metric.localeCompare(other.metric),
  );
}
