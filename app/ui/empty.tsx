import type { ReactNode } from "react";
import { Link } from "react-router";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icons.ts";

/** A way forward: what, in a verb and an object; then what it takes. */
export type Way = { icon: IconName; title: string; hint?: string; to: string };

/** An empty list: a title with the reader's own figure, a sentence, at most three ways forward. */
export function Empty({
  title,
  children,
  ways = [],
}: {
  title: string;
  children?: ReactNode;
  ways?: [] | [Way] | [Way, Way] | [Way, Way, Way];
}) {
  return (
    <div className="empty">
      <h2 className="empty__title">{title}</h2>
      {children && <div className="muted">{children}</div>}
      {ways.length > 0 && (
        <ul className="fr-raw-list empty__ways">
          {ways.map((way) => (
            <li key={way.to}>
              <Link className="way fr-raw-link" to={way.to}>
                <Icon name={way.icon} size="md" />
                <span>
                  <span className="strong">{way.title}</span>
                  {way.hint && <span className="source">{way.hint}</span>}
                </span>
                <Icon name="arrow-right-line" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
