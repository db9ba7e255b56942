import { useEffect, useRef, useState } from "react";
import { href, useFetcher } from "react-router";
import { QuickLog } from "./quick-log.tsx";
import type { loader } from "./routes/log.ts";

/** Inside « Noter un échange »: with whom, then what. */
export function Logging({
  about,
  userId,
  close,
}: {
  about: { institutionId: string | null };
  userId: string;
  close: () => void;
}) {
  const search = useFetcher<typeof loader>({ key: "noter-recherche" });
  const people = useFetcher<typeof loader>({ key: "noter-personnes" });
  const [chosenId, choose] = useState(about.institutionId);
  const { load } = people;
  useEffect(() => {
    if (chosenId) void load(`${href("/echanges")}?institution=${chosenId}`);
  }, [chosenId, load]);
  const chosen = people.data?.chosen;
  if (!chosenId) return <InstitutionSearch fetcher={search} choose={choose} />;
  if (!chosen || chosen.id !== chosenId) return <p className="muted">Un instant…</p>;
  return (
    <>
      <p className="row">
        <span className="strong clip">{chosen.name}</span>
        <button type="button" className="link small push" onClick={() => choose(null)}>
          Une autre institution
        </button>
      </p>
      <QuickLog
        institutionId={chosen.id}
        institutionName={chosen.name}
        contacts={chosen.contacts}
        {...{ userId, now: people.data!.now }}
        title={`Noter un échange avec ${chosen.name}`}
        onLogged={close}
        focused
      />
    </>
  );
}

function InstitutionSearch({
  fetcher,
  choose,
}: {
  fetcher: ReturnType<typeof useFetcher<typeof loader>>;
  choose: (id: string) => void;
}) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { data } = fetcher;
  const found = data?.found ?? [];
  const look = (q: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => void fetcher.load(`${href("/echanges")}?q=${encodeURIComponent(q)}`),
      150,
    );
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div className="stack">
      <input
        className="fr-input"
        type="search"
        aria-label="Avec quelle institution"
        placeholder={"Avec quelle institution\u00A0? Nom, sigle, lieu…"}
        autoComplete="off"
        // The dialog has just been asked for: this is where its user is.
        ref={(field) => field?.focus()}
        onChange={(event) => look(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (found[0]) choose(found[0].id);
        }}
      />
      <ul className="fr-raw-list picker" aria-live="polite">
        {found.map(({ id, name, place }) => (
          <li key={id}>
            <button type="button" className="picker__line" onClick={() => choose(id)}>
              <span className="strong clip">{name}</span>
              <span className="small muted clip">{place}</span>
            </button>
          </li>
        ))}
        {data?.q && found.length === 0 && fetcher.state === "idle" && (
          <li className="muted">Aucune institution pour « {data.q} ».</li>
        )}
      </ul>
    </div>
  );
}
