import { useEffect, useRef } from "react";
import { href, Link, useFetcher } from "react-router";
import { Icon } from "#app/ui/icon.tsx";
import type { Duplicate } from "./institution-duplicates.server.ts";

/** Reads, as a name is typed, the institutions that are called much like it. */
export function useLikeNames(): { likeNames: Duplicate[]; look: (name: string) => void } {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const fetcher = useFetcher<Duplicate[]>();
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    likeNames: fetcher.data ?? [],
    look: (name) => {
      clearTimeout(timer.current);
      const query = new URLSearchParams({ nom: name });
      timer.current = setTimeout(
        () => void fetcher.load(`${href("/institutions/semblables")}?${query}`),
        300,
      );
    },
  };
}

/** « Peut-être déjà là »: said, and leading there; it refuses nothing. */
export function LikeNames({ likeNames }: { likeNames: Duplicate[] }) {
  return (
    <div aria-live="polite">
      {likeNames.length > 0 && (
        <p className="likenames">
          <Icon name="information-line" /> Peut-être déjà là&nbsp;:{" "}
          {likeNames.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <Link to={href("/institutions/:id", { id })}>{name}</Link>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
