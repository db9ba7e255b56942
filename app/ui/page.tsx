import { type ReactNode, useId } from "react";
import { Link } from "react-router";
import { dueLabel, formatDay, formatNumber, initials, isoDay, type Moment } from "./format.ts";
import { Icon } from "./icon.tsx";

/** The head of a page: where we are, its one `h1`, a grey line, what can be done (`children`). */
export function PageHead({
  title,
  lead,
  crumbs = [],
  beside,
  children,
}: {
  title: string;
  lead?: ReactNode;
  crumbs?: { label: string; to: string }[];
  /** Beside the title: a state, a figure. */
  beside?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={crumbs.length > 0 ? "page__head page__head--file" : "page__head"}>
      <div>
        {crumbs.length > 0 && (
          <nav className="small muted" aria-label="Fil d’Ariane">
            {crumbs.map(({ label, to }, index) => (
              <span key={to}>
                {index > 0 && " / "}
                <Link className="fr-raw-link" to={to}>
                  {label}
                </Link>
              </span>
            ))}
          </nav>
        )}
        <h1>{title}</h1>
        {lead && <p className="muted">{lead}</p>}
      </div>
      {beside}
      {children && <div className="row push page__acts">{children}</div>}
    </div>
  );
}

export type Tab = { label: string; to: string; count?: number; current: boolean };

/** Links to the views of one thing. */
export function Tabs({ label, tabs, children }: { label: string; tabs: Tab[]; children?: ReactNode }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          ref={tab.current ? showTab : undefined}
          className="tabs__tab fr-raw-link"
          to={tab.to}
          aria-current={tab.current ? "page" : undefined}
        >
          {tab.label}
          {tab.count !== undefined && <span className="small tabs__count">{formatNumber(tab.count)}</span>}
        </Link>
      ))}
      {children}
    </nav>
  );
}

/** On a phone the tabs scroll: the one we are on is never out of sight. */
function showTab(tab: HTMLAnchorElement | null) {
  const nav = tab?.parentElement;
  if (nav) nav.scrollLeft = tab.offsetLeft - (nav.clientWidth - tab.offsetWidth) / 2;
}

/** The line of filters above a table; `end` goes to the right. */
export function Toolbar({ label, end, children }: { label: string; end?: ReactNode; children?: ReactNode }) {
  return (
    <div className="toolbar" role="group" aria-label={label}>
      {children}
      {end && <div className="row push">{end}</div>}
    </div>
  );
}

type Titled = {
  title: string;
  count?: number;
  /** At the right of the title: a link, a figure. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A frame, only around what is acted on as a whole. Never a panel in a panel. */
export function Panel({ title, count, aside, children }: Titled) {
  const id = useId();
  return (
    <section className="panel" aria-labelledby={id}>
      <div className="panel__head">
        <TitleRow id={id} title={title} count={count} aside={aside} />
      </div>
      {children}
    </section>
  );
}

/** A part of a page, under a title and a line. */
export function Section({ title, count, aside, children }: Titled) {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section__head">
        <TitleRow id={id} title={title} count={count} aside={aside} />
      </div>
      {children}
    </section>
  );
}

/** A part of the side column of a file. */
export function Aside({ title, count, aside, children }: Titled) {
  const id = useId();
  return (
    <section className="aside" aria-labelledby={id}>
      <div className="row aside__head">
        <TitleRow id={id} title={title} count={count} aside={aside} />
      </div>
      {children}
    </section>
  );
}

function TitleRow({ id, title, count, aside }: Omit<Titled, "children"> & { id: string }) {
  return (
    <>
      <h2 id={id}>{title}</h2>
      {count !== undefined && <span className="muted">{formatNumber(count)}</span>}
      {aside && <span className="push">{aside}</span>}
    </>
  );
}

export type Fact = { term: string; value: ReactNode; source?: ReactNode };

/** Facts about a thing, each with its source. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ term, value, source }) => (
        <div className="facts__fact" key={term}>
          <dt>{term}</dt>
          <dd>
            {value}
            {source && <span className="source">{source}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** A person, by initials; the name is its tooltip. Decorative when the name is written beside it. */
export function Avatar({
  name,
  me = false,
  decorative = false,
}: {
  name: string;
  me?: boolean;
  decorative?: boolean;
}) {
  const naming = decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name, title: name };
  return (
    <span className={me ? "avatar avatar--me" : "avatar"} {...naming}>
      {initials(name)}
    </span>
  );
}

/**
 * When the next action is due, in words. Without a date: nothing, or « Sans prochaine action » where the stage
 * asks for one (`required`).
 */
export function Due({
  date,
  today,
  required = false,
}: {
  date?: Moment | null;
  today: Moment;
  required?: boolean;
}) {
  if (!date) return required ? <NoNextAction /> : null;
  const { text, late } = dueLabel(date, today);
  return (
    <time className={late ? "due due--late" : "due"} dateTime={isoDay(date)} title={formatDay(date)}>
      {late && <Icon name="time-line" />}
      {text}
    </time>
  );
}

/** The badge of what nobody is to do anything about. */
export function NoNextAction() {
  return (
    <span className="due due--none">
      <Icon name="error-warning-line" />
      Sans prochaine action
    </span>
  );
}

/** A bar. `label` says the figures; `mark` is where it is expected to be today. */
export function Progress({
  value,
  max,
  mark,
  label,
  risk = false,
}: {
  value: number;
  max: number;
  mark?: number;
  label: string;
  risk?: boolean;
}) {
  const percent = (part: number) =>
    `${max > 0 ? Math.min(100, Math.max(0, (100 * part) / max)).toFixed(1) : 0}%`;
  return (
    <svg className="bar" role="img" aria-label={label}>
      <rect className="bar__track" width="100%" height="6" rx="3" />
      <rect
        className={risk ? "bar__fill bar__fill--risk" : "bar__fill"}
        width={percent(value)}
        height="6"
        rx="3"
      />
      {mark !== undefined && (
        <line className="bar__mark" x1={percent(mark)} x2={percent(mark)} y1="-3" y2="9" />
      )}
    </svg>
  );
}
