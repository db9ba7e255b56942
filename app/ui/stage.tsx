/** Where a stage stands: `rank` counts from 0 among the stages of its kind. */
export type StageShape = { name: string; kind: StageKind; rank: number };
export type StageKind = "open" | "won" | "dormant" | "lost";

/** A stage in a line of text: its glyph and its name. */
export function StageLabel({ stage }: { stage: StageShape }) {
  return (
    <span className={`stage stage--${stage.kind}`}>
      <StageGlyph kind={stage.kind} rank={stage.rank} />
      {stage.name}
    </span>
  );
}

/** A stage as a pill, for tables. */
export function StageBadge({ stage }: { stage: StageShape }) {
  return (
    <span className={`stage stage--${stage.kind} stage--badge`}>
      <StageGlyph kind={stage.kind} rank={stage.rank} />
      {stage.name}
    </span>
  );
}

/** Shape says the stage before colour does: a ring filled by quarters, then a disc and its mark. */
export function StageGlyph({ kind, rank }: { kind: StageKind; rank: number }) {
  return (
    <svg className="stage__glyph" viewBox="0 0 14 14" aria-hidden="true">
      {kind === "open" && <OpenGlyph rank={rank} />}
      {kind === "won" && (
        <>
          <circle cx="7" cy="7" r="6.25" fill="currentColor" />
          <path className="stage__mark" d={wonMarks[Math.min(rank, wonMarks.length - 1)]} />
        </>
      )}
      {kind === "dormant" && <Ringed d="M5.6 4.8V9.2M8.4 4.8V9.2" />}
      {kind === "lost" && <Ringed d="M5 5 9 9M9 5 5 9" />}
    </svg>
  );
}

/** A dashed ring before anything has begun, then one quarter more at each stage. */
function OpenGlyph({ rank }: { rank: number }) {
  const quarter = quarters[Math.min(rank, quarters.length) - 1];
  return (
    <>
      <circle cx="7" cy="7" r="5.5" {...ring} strokeDasharray={quarter ? undefined : "2 1.5"} />
      {quarter && <path d={`M7 7V3.75${quarter}Z`} fill="currentColor" />}
    </>
  );
}

function Ringed({ d }: { d: string }) {
  return (
    <>
      <circle cx="7" cy="7" r="5.5" {...ring} />
      <path d={d} {...ring} />
    </>
  );
}

const ring = { fill: "none", stroke: "currentColor", strokeWidth: 1.5 };

const quarters = ["A3.25 3.25 0 0 1 10.25 7", "A3.25 3.25 0 0 1 7 10.25", "A3.25 3.25 0 1 1 3.75 7"];

/** Check, double check, pulse, star. */
const wonMarks = [
  "M4.2 7.2 6.2 9.2 10 5.2",
  "M2.9 7.2 4.9 9.2 8.1 5.6M6.6 8.9 6.9 9.2 10.9 5",
  "M3 7.4H5L6.2 4.4 8 9.6 9.1 7.4H11",
  "M7 3.6 8 6H10.4L8.5 7.6 9.2 10 7 8.6 4.8 10 5.5 7.6 3.6 6H6Z",
];
