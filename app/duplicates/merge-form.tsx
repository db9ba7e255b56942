import { type RefObject, useId } from "react";
import { href, Link, useFetcher } from "react-router";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { Button } from "#app/ui/button.tsx";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { formatDate, formatPhone, type Moment, relativeDays } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { useUndoForm } from "#app/contacts/use-undo-form.ts";
import { Opposed } from "#app/contacts/people.tsx";
import { CHOICE_LABELS, type ChoiceField, toChoose } from "./preview.ts";
import type { MergePreview, PreviewSide } from "./preview.server.ts";

type Props = {
  preview: MergePreview;
  canWrite: boolean;
  now: Moment;
  deciding: Deciding;
  form?: RefObject<HTMLFormElement | null>;
};

/** What is done with a pair. Held by what stays on screen once the pair has gone, for the undoing to be offered. */
export function useDeciding(done?: () => void) {
  const merging = useFetcher<object>();
  useUndoToast(merging.data, done);
  return { merging, distinguish: useUndoForm(done) };
}
type Deciding = ReturnType<typeof useDeciding>;

export const distinctionOf = (one: string, other: string): string =>
  href("/contacts/:id/distinction/:otherId", { id: one, otherId: other });

/** The two files side by side: what differs is chosen, what moves is said, what conflicts has its rule. */
export function MergeForm({ preview, canWrite, now, deciding, form }: Props) {
  const { one, other, moves, conflicts } = preview;
  const { merging: fetcher, distinguish } = deciding;
  const chosen = toChoose(one, other);
  const action = href("/contacts/:id/reunion/:otherId", { id: one.id, otherId: other.id });
  return (
    <fetcher.Form method="post" action={action} className="merging" ref={form}>
      <FormErrors {...refusal(fetcher.data)} />
      <div className="merging__grid" role="group" aria-label="Les deux fiches">
        <span className="merging__label" />
        <SideHead side={one} now={now} stays />
        <SideHead side={other} now={now} />
        {(Object.keys(CHOICE_LABELS) as ChoiceField[]).map((field) => (
          <Choice
            key={`${one.id}${other.id}${field}`}
            {...{ field, one, other, choose: chosen.includes(field) }}
          />
        ))}
      </div>
      <div className="merging__what">
        {moves.length > 0 && <Lines title="Passe à la fiche qui reste" lines={moves} />}
        {conflicts.length > 0 && <Lines title="À savoir" lines={conflicts} />}
      </div>
      {canWrite && (
        <div className="row row--wrap">
          <SubmitButton pending={fetcher.state !== "idle"}>C’est la même personne&nbsp;: réunir</SubmitButton>
          <Button onClick={() => distinguish(distinctionOf(one.id, other.id))}>Ce n’est pas la même</Button>
        </div>
      )}
    </fetcher.Form>
  );
}

function SideHead({ side, now, stays = false }: { side: PreviewSide; now: Moment; stays?: boolean }) {
  return (
    <div className="merging__head">
      <p className="row">
        <Link className="strong fr-raw-link clip" to={href("/contacts/:id", { id: side.id })}>
          {side.name}
        </Link>
        {side.opposedAt && <Opposed />}
      </p>
      <p className="small muted" title={formatDate(side.createdAt)}>
        {stays ? "Fiche qui reste, ajoutée " : "Ajoutée "}
        {relativeDays(side.createdAt, now)}
      </p>
    </div>
  );
}

/** A field of both: chosen where they differ, shown where there is nothing to choose. */
function Choice({
  field,
  one,
  other,
  choose,
}: {
  field: ChoiceField;
  one: PreviewSide;
  other: PreviewSide;
  choose: boolean;
}) {
  const id = useId();
  if (!one[field] && !other[field]) return null;
  const kept = one[field] ? "one" : "other";
  const cell = (side: "one" | "other", value: string | null) => {
    const shown = value && field === "phone" ? formatPhone(value) : value;
    if (!choose)
      return (
        <span className={side === kept ? "merging__cell" : "merging__cell muted"}>{shown ?? "rien"}</span>
      );
    return (
      <label className="merging__cell merging__cell--choice">
        <input type="radio" name={field} value={side} defaultChecked={side === "one"} aria-describedby={id} />{" "}
        {shown}
      </label>
    );
  };
  return (
    <>
      <span className="merging__label" id={id}>
        {CHOICE_LABELS[field]}
      </span>
      {cell("one", one[field])}
      {cell("other", other[field])}
      {field === "note" && choose && (
        <>
          <span className="merging__label" />
          <label className="merging__cell merging__cell--choice merging__cell--both">
            <input type="radio" name="note" value="both" /> Garder les deux notes
          </label>
        </>
      )}
    </>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  return (
    <div>
      <p className="strong">{title}</p>
      <ul className="fr-raw-list">
        {lines.map((line) => (
          <li key={line} className="row">
            <Icon name="arrow-right-s-line" /> {line}
          </li>
        ))}
      </ul>
    </div>
  );
}
