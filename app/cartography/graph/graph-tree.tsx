import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { kindLabel } from "#app/institutions/kinds.ts";
import { formatDate, plural } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { StageLabel } from "#app/ui/stage.tsx";
import type { Graph } from "./graph.ts";
import { firstOpen, pathTo, type TreeRow, treeRows } from "./tree.ts";

type Props = { graph: Graph; chosen: string; onChoose: (id: string) => void };

/** The graph in words, as a treegrid: the same institutions, the same selection, by keyboard. */
export function GraphTree({ graph, chosen, onChoose }: Props) {
  // What differs from the first sight: a kind of link that comes later is open, as the others were.
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const open = useMemo(() => differing(firstOpen(graph), turned), [graph, turned]);
  const [current, setCurrent] = useState<string | null>(null);
  const table = useRef<HTMLTableElement>(null);
  const rows = useMemo(() => treeRows(graph, open), [graph, open]);
  const active = rows.some(({ key }) => key === current) ? current : rows[0]?.key;
  const turn = (keys: string[]) => setTurned((before) => differing(before, new Set(keys)));
  const toggle = (row: TreeRow) => turn([row.key]);

  // Chosen on the drawing: its row opens and shows.
  const [followed, setFollowed] = useState(chosen);
  if (followed !== chosen) {
    setFollowed(chosen);
    const path = rows.some((row) => "branch" in row && row.branch.node.id === chosen)
      ? null
      : pathTo(graph, chosen);
    if (path) turn(path.open.filter((key) => !open.has(key)));
  }
  useEffect(() => {
    table.current?.querySelector(`tr[data-node="${chosen}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen]);

  function focusRow(key: string | null | undefined) {
    if (!key) return;
    setCurrent(key);
    table.current?.querySelector<HTMLElement>(`tr[data-key="${CSS.escape(key)}"]`)?.focus();
  }

  function move(event: KeyboardEvent<HTMLTableRowElement>, row: TreeRow) {
    if (event.target !== event.currentTarget) return;
    const at = rows.indexOf(row);
    const handled = keys[event.key]?.(at, row);
    if (handled === undefined) return;
    event.preventDefault();
    if (handled === "open" || handled === "close") toggle(row);
    else if (handled === "choose") choose(row);
    else focusRow(handled);
  }
  const keys: Record<string, (at: number, row: TreeRow) => string | null | undefined> = {
    ArrowDown: (at) => rows[at + 1]?.key ?? null,
    ArrowUp: (at) => rows[at - 1]?.key ?? null,
    Home: () => rows[0]?.key,
    End: () => rows.at(-1)?.key,
    ArrowRight: (at, row) => (row.open === false ? "open" : row.open ? rows[at + 1]?.key : null),
    ArrowLeft: (_, row) => (row.open ? "close" : row.parent),
    Enter: () => "choose",
    " ": () => "choose",
  };
  function choose(row: TreeRow) {
    if ("branch" in row) onChoose(row.branch.node.id);
    else toggle(row);
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a treegrid is a table
    <table ref={table} role="treegrid" aria-label="Liens, en tableau" className="table graph-tree">
      <thead>
        <tr>
          <th scope="col">Institution</th>
          <th scope="col">Étape</th>
          <th scope="col">Lien</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.key}
            data-key={row.key}
            data-node={"branch" in row ? row.branch.node.id : undefined}
            aria-level={row.level}
            aria-posinset={row.place}
            aria-setsize={row.siblings}
            aria-expanded={row.open}
            aria-selected={"branch" in row ? row.branch.node.id === chosen : undefined}
            tabIndex={row.key === active ? 0 : -1}
            className={`graph-tree__row graph-tree__row--${Math.min(row.level, 5)}`}
            onKeyDown={(event) => move(event, row)}
            onFocus={() => setCurrent(row.key)}
            onClick={() => {
              setCurrent(row.key);
              choose(row);
            }}
          >
            {"group" in row ? (
              <GroupCells row={row} />
            ) : (
              <BranchCells row={row} onToggle={() => toggle(row)} />
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function GroupCells({ row }: { row: TreeRow & { group: unknown } & Extract<TreeRow, { group: unknown }> }) {
  return (
    <td colSpan={3} className="graph-tree__group">
      <span className="graph-tree__name">
        <Icon name={row.open ? "arrow-down-s-line" : "arrow-right-s-line"} />
        {row.group.label} <span className="muted">{plural(row.group.branches.length, "institution")}</span>
      </span>
    </td>
  );
}

function BranchCells({
  row,
  onToggle,
}: {
  row: Extract<TreeRow, { branch: unknown }>;
  onToggle: () => void;
}) {
  const { node, edge } = row.branch;
  return (
    <>
      <td title={node.name}>
        <span className="graph-tree__name">
          {row.open === undefined ? (
            <span className="graph-tree__leaf" />
          ) : (
            // For the pointer; the arrows of the keyboard do the same on the row.
            <span
              aria-hidden="true"
              className="graph-tree__toggle"
              onClick={(event) => {
                event.stopPropagation();
                onToggle();
              }}
            >
              <Icon name={row.open ? "arrow-down-s-line" : "arrow-right-s-line"} />
            </span>
          )}
          <span className="clip">{node.name}</span>
        </span>
      </td>
      <td>
        {node.stage ? (
          <StageLabel stage={node.stage} />
        ) : (
          <span className="muted">{kindLabel(node.kind)}</span>
        )}
      </td>
      <td
        className="muted"
        title={[sayDates(edge), `${edge.source}, ${edge.vintage}`].filter(Boolean).join(" · ")}
      >
        {sayDates(edge) || edge.source}
      </td>
    </>
  );
}

/** What is in one of them and not in the other. */
function differing(one: ReadonlySet<string>, other: ReadonlySet<string>): Set<string> {
  return new Set([...one, ...other].filter((key) => one.has(key) !== other.has(key)));
}

/** « depuis le 1er mars 2024 », « fini le … », or nothing. */
export function sayDates({
  validFrom,
  validTo,
  past,
}: {
  validFrom: Date | null;
  validTo: Date | null;
  past: boolean;
}): string {
  if (validTo) return `${past ? "fini le" : "jusqu’au"} ${formatDate(validTo)}`;
  return validFrom ? `depuis le ${formatDate(validFrom)}` : "";
}
