import { useEffect, useId, useRef, useState } from "react";
import { isoDay } from "#app/ui/format.ts";
import { useHydrated } from "#app/ui/hydrated.ts";
import { Icon } from "#app/ui/icon.tsx";
import { dayChoices, readDay } from "./day-words.ts";
import { sayDay } from "./days.ts";
import { setField } from "./set-field.ts";

/** A day typed in French words, « vendredi 14 h »; what is understood is written under it, and chips put the usual ones. */
export function DayField({
  name,
  label,
  defaultValue = "",
  invalid = false,
  now,
}: {
  name: string;
  label: string;
  defaultValue?: string;
  invalid?: boolean;
  now: Date;
}) {
  const today = isoDay(now);
  const field = useRef<HTMLInputElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const meaning = useId();
  const [typed, setTyped] = useState(defaultValue);
  const hydrated = useHydrated();
  // A form that starts anew empties its fields without a word to React.
  useEffect(() => {
    const form = field.current?.form;
    const emptied = () => setTyped(defaultValue);
    form?.addEventListener("reset", emptied);
    return () => form?.removeEventListener("reset", emptied);
  }, [defaultValue]);
  const said = typed.trim() ? readDay(typed, today) : null;
  const wrong = typed.trim() !== "" && !said;
  const put = (words: string) => {
    if (field.current) setField(field.current, words);
    field.current?.focus();
  };
  return (
    <div className="dayfield">
      <span className="dayfield__box">
        <input
          ref={field}
          className="fr-input dayfield__words"
          name={name}
          aria-label={label}
          aria-describedby={meaning}
          aria-invalid={wrong || invalid ? true : undefined}
          placeholder="vendredi, dans 3 jours, 12/11…"
          autoComplete="off"
          maxLength={60}
          defaultValue={defaultValue}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        {hydrated && (
          <>
            <button
              type="button"
              className="icon-btn dayfield__open"
              aria-label={`${label}\u00A0: choisir dans un calendrier`}
              title="Choisir dans un calendrier"
              onClick={() => picker.current?.showPicker()}
            >
              <Icon name="calendar-line" />
            </button>
            <input
              ref={picker}
              className="dayfield__picker"
              type="date"
              tabIndex={-1}
              aria-hidden="true"
              onChange={(event) => put(event.currentTarget.value)}
            />
          </>
        )}
      </span>
      {hydrated && (
        <span className="dayfield__chips" role="group" aria-label={`${label}, au plus simple`}>
          {dayChoices(today).map((choice) => (
            <button
              key={choice.label}
              type="button"
              className="chip chip--sm"
              aria-pressed={said?.day === choice.day}
              onClick={() => put(choice.words)}
            >
              {choice.label}
            </button>
          ))}
        </span>
      )}
      <output id={meaning} className={wrong ? "dayfield__meaning is-late" : "dayfield__meaning muted"}>
        {wrong && "Je ne connais pas ce jour\u00A0: « vendredi », « dans 3 jours », « 12/11 »."}
        {said && sayDay(said.day, said.minute)}
        {said && said.day < today && ", déjà passé"}
      </output>
    </div>
  );
}
