import "./history.css";
import type { ReactNode } from "react";
import { href, Link } from "react-router";
import { inSentence } from "#app/institutions/institution-article.ts";
import { ExchangeMenu } from "#app/interactions/exchange-menu.tsx";
import { KIND_ICONS, OUTCOME_LABELS } from "#app/interactions/interaction.ts";
import { AnswerLink, LetterLine } from "#app/letters/letter-line.tsx";
import { CAUSE_WORDS } from "#app/pipeline/moves.ts";
import { type PipelineStage, shapeOf } from "#app/pipeline/stage.ts";
import { formatDateTime, relativeDays } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icons.ts";
import { StageLabel } from "#app/ui/stage.tsx";
import { type Attribution, type TimelineEntry, wordsOf } from "./timeline.ts";

type LineProps = { entry: TimelineEntry; stages: PipelineStage[]; canWrite: boolean; now: Date };

/** One thing that happened. What people said weighs more than what the machine did. */
export function TimelineLine({ entry, stages, canWrite, now }: LineProps) {
  if (entry.type === "interaction") return <Exchange {...{ entry, canWrite, now }} />;
  if (entry.type === "stage") {
    return (
      <Line
        entry={entry}
        now={now}
        icon="arrow-right-line"
        tone="system"
        title={<Move entry={entry} stages={stages} />}
      >
        {entry.attribution && <Why attribution={entry.attribution} />}
      </Line>
    );
  }
  const icon = COMINGS[entry.type];
  return <Line entry={entry} now={now} icon={icon} tone="system" title={<Coming entry={entry} />} />;
}

type ComingEntry = Extract<TimelineEntry, { type: "contact" | "departure" | "opposition" }>;

const COMINGS = {
  ...{ contact: "user-add-line", departure: "logout-box-r-line", opposition: "mail-forbid-line" },
} as const satisfies Record<ComingEntry["type"], IconName>;

/** Who has come, who has gone, who objected. */
function Coming({ entry }: { entry: ComingEntry }) {
  const { contact } = entry;
  const name = (
    <Link className="strong fr-raw-link" to={href("/contacts/:id", { id: contact.id })}>
      {contact.name}
    </Link>
  );
  if (entry.type === "opposition") return <>Opposition de {name}&nbsp;: ne plus lui écrire</>;
  if (entry.type === "departure")
    return entry.to ? (
      <>
        {name} a rejoint {inSentence(entry.to).le}
      </>
    ) : (
      <>{name} a quitté son poste</>
    );
  return entry.from ? (
    <>
      {name} arrive {inSentence(entry.from).du}
    </>
  ) : (
    <>Contact ajouté&nbsp;: {name}</>
  );
}

type ExchangeProps = {
  entry: Extract<TimelineEntry, { type: "interaction" }>;
  canWrite: boolean;
  now: Date;
};

function Exchange({ entry, canWrite, now }: ExchangeProps) {
  const { kind, direction, summary, campaign, by, others, direct } = entry;
  const inbound = direction === "inbound";
  if (campaign && !inbound) {
    const title = (
      <>
        Courriel de la campagne{" "}
        <Link className="strong fr-raw-link" to={href("/campagnes/:id", { id: campaign.id })}>
          {campaign.name}
        </Link>{" "}
        envoyé{entry.contact && <> à {entry.contact.name}</>}
      </>
    );
    return (
      <Line entry={entry} now={now} icon="send-plane-line" tone="system" title={title}>
        <p className="small">{summary}</p>
      </Line>
    );
  }
  const { what, who } = wordsOf(entry);
  const title = (
    <>
      <span className="strong">{what}</span>
      {who}
      {others.length > 0 && `, ${others.join(", ")}`}
    </>
  );
  return (
    <Line
      entry={entry}
      now={now}
      icon={inbound ? "reply-line" : KIND_ICONS[kind]}
      tone={inbound ? "in" : "ours"}
      title={title}
      more={canWrite && !entry.letter && <ExchangeMenu id={entry.id} what={what + who} />}
    >
      {direct && <LetterLine letter={direct} now={now} />}
      {campaign && <p className="small muted">{campaign.name}</p>}
      {inbound ? (
        <blockquote className="entry__quote">{summary}</blockquote>
      ) : (
        <p className="entry__text">{summary}</p>
      )}
      <Manner entry={entry} by={by} />
      {canWrite && inbound && kind === "email" && entry.contact && (
        <AnswerLink contactId={entry.contact.id} exchangeId={entry.id} />
      )}
    </Line>
  );
}

/** How a call ended, how long it took, and who noted it. */
function Manner({
  entry: { outcome, durationMinutes },
  by,
}: Pick<ExchangeProps, "entry"> & { by: string | null }) {
  const facts = [
    ...(outcome ? [OUTCOME_LABELS[outcome]] : []),
    ...(durationMinutes ? [`${durationMinutes}\u00A0min`] : []),
    ...(by ? [`noté par ${by}`] : []),
  ];
  return facts.length > 0 && <p className="small muted">{facts.join(" · ")}</p>;
}

/** What moved it by itself, and the campaign that it comes from. */
function Why({ attribution: { cause, campaign } }: { attribution: Attribution }) {
  return (
    <p className="small muted">
      {CAUSE_WORDS[cause]}{" "}
      {campaign ? (
        <Link to={href("/campagnes/:id", { id: campaign.id })}>{campaign.name}</Link>
      ) : (
        "supprimée depuis"
      )}
    </p>
  );
}

function Move({
  entry,
  stages,
}: {
  entry: Extract<TimelineEntry, { type: "stage" }>;
  stages: PipelineStage[];
}) {
  return (
    <>
      {entry.from ? "Étape\u00A0: " : "Dans le pipeline\u00A0: "}
      {entry.from && (
        <>
          <NamedStage name={entry.from} stages={stages} /> <Icon name="arrow-right-line" />{" "}
        </>
      )}
      <NamedStage name={entry.to} stages={stages} />
    </>
  );
}

function NamedStage({ name, stages }: { name: string; stages: PipelineStage[] }) {
  const stage = stages.find((one) => one.name === name);
  return stage ? <StageLabel stage={shapeOf(stage, stages)} /> : name;
}

const TONES = { ours: "entry", in: "entry entry--in", system: "entry entry--system" };

function Line({
  entry,
  now,
  icon,
  tone,
  title,
  more,
  children,
}: {
  entry: TimelineEntry;
  now: Date;
  icon: IconName;
  tone: keyof typeof TONES;
  title: ReactNode;
  /** What can be done with it. */
  more?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li className={TONES[tone]}>
      <span className="entry__icon">
        <Icon name={icon} />
      </span>
      <div className="entry__body">
        <div className="row">
          <span className="entry__title">{title}</span>
          <time className="small muted push" dateTime={entry.at} title={formatDateTime(entry.at)}>
            {relativeDays(entry.at, now)}
          </time>
          {more}
        </div>
        {children}
      </div>
    </li>
  );
}
