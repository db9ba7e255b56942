import { useEffect, useEffectEvent, useRef, useState } from "react";
import { href, Link, useFetcher } from "react-router";
import type { Moment } from "#app/ui/format.ts";
import { useHotkey } from "#app/ui/hotkeys.ts";
import { distinctionOf, MergeForm, useDeciding } from "./merge-form.tsx";
import type { DescribedPair } from "./people.server.ts";
import type { MergePreview } from "./preview.server.ts";

const pageOf = ({ one, other }: DescribedPair) =>
  href("/contacts/:id/reunion/:otherId", { id: one.id, otherId: other.id });

/** The pairs to look at, and the one that is looked at. J K move, Entrée merges, X says they are two. */
export function PairQueue({
  pairs,
  canWrite,
  now,
}: {
  pairs: DescribedPair[];
  canWrite: boolean;
  now: Moment;
}) {
  const [wanted, setWanted] = useState(0);
  const at = Math.min(wanted, pairs.length - 1);
  const pair = pairs[at]!;
  const preview = usePreview(pageOf(pair));
  const form = useRef<HTMLFormElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const deciding = useDeciding();
  const go = (step: number) => setWanted(Math.max(0, Math.min(pairs.length - 1, at + step)));
  useHotkey("j", () => go(1));
  useHotkey("k", () => go(-1));
  useHotkey("x", () => {
    if (canWrite) deciding.distinguish(distinctionOf(pair.one.id, pair.other.id));
  });
  useEnter(() => form.current?.requestSubmit());
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <div className="queue">
      <nav aria-label="Paires">
        <ol className="fr-raw-list queue__list" ref={list}>
          {pairs.map((one, index) => (
            <li key={`${one.one.id} ${one.other.id}`}>
              <Link
                className="queue__pair fr-raw-link"
                to={pageOf(one)}
                aria-current={index === at || undefined}
                onClick={(event) => {
                  event.preventDefault();
                  setWanted(index);
                }}
              >
                <span className="row">
                  <span className="strong clip">{one.one.name}</span>
                  <span className="small muted push queue__score" title="Sur 100">
                    {one.score}
                  </span>
                </span>
                {one.other.name !== one.one.name && <span className="clip">{one.other.name}</span>}
                <span className="small muted clip">{one.why}</span>
              </Link>
            </li>
          ))}
        </ol>
        <p className="small muted queue__keys">
          <kbd>J</kbd> <kbd>K</kbd> suivante, précédente · <kbd>Entrée</kbd> réunir · <kbd>X</kbd> pas la même
        </p>
      </nav>
      <section aria-label="Les deux fiches" aria-live="polite" aria-busy={!preview}>
        {preview && (
          <MergeForm
            {...{ preview, canWrite, now, deciding, form }}
            key={`${preview.one.id} ${preview.other.id}`}
          />
        )}
      </section>
    </div>
  );
}

/** The preview of the pair in sight. */
function usePreview(page: string): MergePreview | null {
  const fetcher = useFetcher<{ preview: MergePreview }>({ key: page });
  const load = useEffectEvent((asked: string) => {
    if (!fetcher.data && fetcher.state === "idle") void fetcher.load(asked);
  });
  useEffect(() => load(page), [page]);
  return fetcher.data?.preview ?? null;
}

/** « Entrée », where nothing that has the focus takes it for itself. */
function useEnter(run: () => void) {
  const fire = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target?.closest("a, button, input, select, textarea, dialog, [role='menu']")) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => fire(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
