import { memo } from "react";
import { href } from "react-router";
import { formatDay, formatNumber, formatShortDate } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Avatar, Due, NoNextAction } from "#app/ui/page.tsx";
import { ActiveActs } from "./active-acts.tsx";
import type { BoardVerbs } from "./board.tsx";
import { daysAtStage } from "./days-at-stage.ts";
import { MovedByCard } from "./moved-by.tsx";
import { dueOf } from "./next-step.tsx";
import { lacksNextAction, type Opportunity } from "./opportunity.ts";
import type { Reader } from "./partnership-row.tsx";
import type { StageGroup } from "./pipeline-page.server.ts";

type Props = {
  row: Opportunity;
  stage: StageGroup;
  /** « YYYY-MM-DD » */
  today: string;
  reader: Reader;
  /** Whether Tab comes to this card. */
  keyed: boolean;
  /** Whether it has the focus, or had it last. */
  awake: boolean;
  dragged: boolean;
  verbs: BoardVerbs;
};

/**
 * One partnership of the board. There are hundreds: it holds no state, its links say what the board is to do in place
 * (`data-opens`), and only the card that has the focus is given its menus.
 */
export const BoardCard = memo(function BoardCard(props: Props) {
  const { row, stage, today, reader, keyed, awake, dragged, verbs } = props;
  const { institutionName } = row;
  const tabIndex = keyed ? 0 : -1;
  return (
    <li className={dragged ? "kcard kcard--ghost" : "kcard"} data-card={row.id}>
      <h3 className="kcard__name">
        <a
          className="fr-raw-link"
          href={href("/institutions/:id", { id: row.institutionId })}
          data-opens="file"
          // The card is dragged, not its address.
          draggable={false}
          tabIndex={tabIndex}
        >
          {institutionName}
        </a>
      </h3>
      {reader.canWrite && awake && (
        <ActiveActs row={row} stages={reader.stages} now={reader.now} verbs={verbs} />
      )}
      {reader.canWrite && !awake && (
        <span className="kcard__acts">
          <a
            className="icon-btn kcard__act fr-raw-link"
            href={href("/partenariats/:id/etape", { id: row.id })}
            data-opens="moves"
            draggable={false}
            aria-label={`Déplacer ${institutionName}`}
            title="Déplacer (D)"
            tabIndex={tabIndex}
          >
            <Icon name="more-fill" />
          </a>
        </span>
      )}
      <p className="row small muted">
        <span className="clip" title={row.territory ?? undefined}>
          {row.territory}
        </span>
        <time
          className="push"
          dateTime={row.stageSince}
          title={`${stage.name} depuis le ${formatDay(row.stageSince)}`}
        >
          {formatNumber(daysAtStage(row, today))}
          {"\u00A0"}j
        </time>
      </p>
      <NextWords row={row} stage={stage} today={today} />
      <MovedByCard movedBy={row.movedBy} tabIndex={tabIndex} />
      <Foot {...props} />
      {row.nextAction && stage.kind === "won" && row.usage && (
        <p className="small muted clip" title={`Constaté le ${formatDay(row.usage.date)}`}>
          {usageWords(row.usage, today)}
        </p>
      )}
    </li>
  );
}, isSame);

/** What is to be done: the loudest. */
function NextWords({ row, stage, today }: Pick<Props, "row" | "stage" | "today">) {
  const { nextAction, nextActionOwner, lostReason, usage } = row;
  if (!nextAction && lacksNextAction(stage, { dueOn: row.nextActionAt }))
    return (
      <p className="kcard__next">
        <NoNextAction />
      </p>
    );
  const quiet =
    lostReason ?? (stage.kind === "dormant" ? "Revenir vers elle" : usage ? usageWords(usage, today) : "");
  return (
    <p className="kcard__next row">
      <span className={nextAction ? "clip" : "clip muted"} title={nextAction ?? quiet}>
        {nextAction ?? quiet}
      </span>
      {nextAction && nextActionOwner === "them" && <span className="role">eux</span>}
    </p>
  );
}

/** By when, and whose it is. */
function Foot({ row, stage, today, reader, keyed }: Props) {
  const lacking = lacksNextAction(stage, { dueOn: row.nextActionAt });
  const due = dueOf(row, stage);
  return (
    <div className="row kcard__foot">
      {due && <Due date={due} today={today} />}
      {lacking && row.nextAction && <span className="due due--none">sans date</span>}
      {lacking && reader.canWrite && (
        <a
          className="link fr-raw-link"
          href={href("/partenariats/:id/action", { id: row.id })}
          data-opens="plans"
          draggable={false}
          tabIndex={keyed ? 0 : -1}
        >
          Planifier<span className="fr-sr-only"> la prochaine action, {row.institutionName}</span>
        </a>
      )}
      {row.wokeOn === today && <span className="tagline">Réveillé aujourd’hui</span>}
      {row.ownerName && (
        <span className="push">
          <Avatar name={row.ownerName} me={row.ownerId === reader.userId} />
        </span>
      )}
    </div>
  );
}

/** « 412 visites, 30 septembre » */
function usageWords({ metric, value, date }: NonNullable<Opportunity["usage"]>, today: string): string {
  return `${formatNumber(value)} ${metric}, ${formatShortDate(date, today)}`;
}

/** What has been read again without having changed is not drawn again. */
function isSame(one: Props, other: Props): boolean {
  const { row, reader, stage, ...rest } = one;
  return (
    Object.entries(rest).every(([name, value]) => other[name as keyof typeof rest] === value) &&
    reader.canWrite === other.reader.canWrite &&
    (!rest.awake || reader === other.reader) &&
    stage.name === other.stage.name &&
    Object.entries(row).every(
      ([name, value]) =>
        other.row[name as keyof Opportunity] === value ||
        // What is itself made of facts.
        ((name === "usage" || name === "movedBy") &&
          JSON.stringify(value) === JSON.stringify(other.row[name])),
    )
  );
}
