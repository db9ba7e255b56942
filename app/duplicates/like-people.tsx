import "./duplicates.css";
import { useEffect, useRef, useState } from "react";
import { href, Link, useFetcher } from "react-router";
import { buttonClass, Button } from "#app/ui/button.tsx";
import { Icon } from "#app/ui/icon.tsx";
import type { LikePerson } from "./like.server.ts";
import { tellReasons } from "./reasons.ts";

const WATCHED = ["firstName", "lastName", "email", "phone", "institutionId"];

/**
 * Inside a form that gets to know somebody: who may already be them, as one types. « C’est la même personne » sends
 * what was typed to their file; « Ce n’est pas la même » is remembered with the new contact.
 */
export function LikePeople() {
  const box = useRef<HTMLDivElement>(null);
  const fetcher = useFetcher<LikePerson[]>();
  const [others, setOthers] = useState<string[]>([]);
  const { load } = fetcher;
  useEffect(() => {
    const form = box.current?.closest("form");
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const typed = new FormData(form!);
        const asked = WATCHED.map((name) => [name, typed.get(name)]).filter(([, value]) => value);
        void load(`${href("/contacts/semblables")}?${new URLSearchParams(asked as [string, string][])}`);
      }, 300);
    };
    form?.addEventListener("input", look);
    return () => {
      clearTimeout(timer);
      form?.removeEventListener("input", look);
    };
  }, [load]);
  const found = (fetcher.data ?? []).filter(({ id }) => !others.includes(id));
  return (
    <div ref={box} aria-live="polite">
      {others.map((id) => (
        <input key={id} type="hidden" name="distinct" value={id} />
      ))}
      {found.length > 0 && (
        <div className="likepeople">
          <p className="row">
            <Icon name="information-line" />{" "}
            {found.length > 1 ? "Peut-être déjà l’une d’elles" : "Peut-être déjà là"}
          </p>
          {found.map((person) => (
            <div key={person.id} className="likepeople__one">
              <span className="fill">
                <Link
                  className="strong fr-raw-link"
                  to={href("/contacts/:id", { id: person.id })}
                  target="_blank"
                >
                  {person.name}
                </Link>{" "}
                <span className="small muted">
                  {[person.function, person.institution].filter(Boolean).join(", ")} ·{" "}
                  {tellReasons(person.reasons)}
                </span>
              </span>
              <button
                type="submit"
                className={buttonClass("secondary")}
                formAction={href("/contacts/:id/complement", { id: person.id })}
              >
                C’est la même personne
              </button>
              <Button look="ghost" onClick={() => setOthers([...others, person.id])}>
                Ce n’est pas la même
              </Button>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/** On a file: those who look like this person, to merge or to tell apart. */
export function LikeContacts({
  id,
  like,
  canWrite,
  distinguish,
}: {
  id: string;
  like: LikePerson[];
  canWrite: boolean;
  distinguish: (action: string) => void;
}) {
  if (like.length === 0) return null;
  return (
    <div className="likepeople">
      <p className="row">
        <Icon name="information-line" /> Peut-être la même personne
      </p>
      {like.map((person) => (
        <div key={person.id} className="likepeople__one">
          <span className="fill">
            <Link className="strong fr-raw-link" to={href("/contacts/:id", { id: person.id })}>
              {person.name}
            </Link>{" "}
            <span className="small muted">
              {[person.function, person.institution].filter(Boolean).join(", ")} ·{" "}
              {tellReasons(person.reasons)}
            </span>
          </span>
          {canWrite && (
            <>
              <Link
                className={buttonClass("tertiary", undefined, "fr-raw-link")}
                to={href("/contacts/:id/reunion/:otherId", { id, otherId: person.id })}
              >
                C’est la même personne
              </Link>
              <Button
                look="ghost"
                onClick={() =>
                  distinguish(href("/contacts/:id/distinction/:otherId", { id, otherId: person.id }))
                }
              >
                Ce n’est pas la même
              </Button>
            </>
          )}
        </div>
      ))}
    </div>
  );
}
