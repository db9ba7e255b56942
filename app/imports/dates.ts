import { plain } from "#app/words.ts";

const MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(
  " ",
);

/**
 * A day as people write it, « 12/03/2026 », « 12.3.26 », « 12 mars 2026 », or in ISO, with or without an hour.
 * @returns it in ISO; null when it is no day of the calendar
 */
export function readDay(text: string): string | null {
  const said = plain(text.trim());
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?$/.exec(said);
  if (iso) return day(iso[1]!, iso[2]!, iso[3]!);
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: .*)?$/.exec(said);
  if (french) return day(french[3]!, french[2]!, french[1]!);
  const words = /^(\d{1,2})(?:er)? ([a-z]+)\.? (\d{4})$/.exec(said);
  const month = words ? MONTHS.findIndex((name) => name.startsWith(words[2]!)) : -1;
  return words && month >= 0 && words[2]!.length >= 3 ? day(words[3]!, String(month + 1), words[1]!) : null;
}

function day(year: string, month: string, dayOfMonth: string): string | null {
  const full = year.length === 2 ? `20${year}` : year;
  const iso = `${full}-${month.padStart(2, "0")}-${dayOfMonth.padStart(2, "0")}`;
  const date = new Date(`${iso}T00:00:00Z`);
  const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
  return real && full >= "1900" && full <= "2100" ? iso : null;
}

/** « 1 234,5 » */
export function readNumber(text: string): number | null {
  const digits = text.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".");
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : null;
}
