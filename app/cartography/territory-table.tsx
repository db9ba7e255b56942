import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useRef,
} from "react";
import { Link } from "react-router";
import { formatNumber, relativeDays } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { useRowKeys } from "#app/ui/row-keys.ts";
import { StageLabel, type StageShape } from "#app/ui/stage.tsx";
import { type Level, levelWords } from "./levels.ts";
import type { Cell } from "./map.ts";
import type { Sort } from "./map-url.ts";
import { type Measure, sayPenetration, shortDays, titleOf } from "./measures.ts";
import { extend } from "./selection.ts";

type Props = {
  level: Level;
  /** In the order of the table. */
  cells: Cell[];
  shapes: Record<string, StageShape>;
  /** The figure beside the stage: the inhabitants, unless the map shows the penetration. */
  measure: Measure;
  sort: Sort;
  sortLink: (sort: Sort) => string;
  selection: string[];
  /** Where a row's link goes without JavaScript. */
  linkTo: (code: string) => string;
  onChoose: (codes: string[], adds: boolean) => void;
  onSelect: (codes: string[]) => void;
  today: Date;
};

const ROW = 40;
const HEAD = 32;
/** The server draws them all up to here, which holds the départements: the page is whole before JavaScript. */
const DRAWN = 101;

/** The map's figures as a table: the same selection, both ways. */
export function TerritoryTable(props: Props) {
  const { level, cells, selection, onChoose, onSelect } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useWindow(scroll, cells.length);
  const before = useRef(selection);
  const codes = cells.map(({ code }) => code);
  const keys = useRowKeys({
    count: cells.length,
    reveal: virtual.reveal,
    open: (index) => cells[index] && onChoose([cells[index].code], false),
    toggle: (index) => {
      if (!cells[index]) return;
      onChoose([cells[index].code], true);
    },
    extend: (from, to) => onSelect(extend(before.current, codes, from, to)),
  });
  // What Maj and an arrow extend is what was selected when Maj was pressed.
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Shift" && !event.repeat) before.current = selection;
    keys.bodyProps.onKeyDown(event);
  };
  useReveal(selection, (fresh) => {
    const first = codes.findIndex((code) => fresh.includes(code));
    if (first >= 0 && !scroll.current?.contains(document.activeElement)) virtual.reveal(first);
  });
  return (
    <div className="carto__table" ref={scroll}>
      <table className="table table--coverage" aria-rowcount={cells.length + 1}>
        <caption className="fr-sr-only">
          {levelWords[level].all}, avec l’étape la plus avancée, la pénétration de la Cible, les habitants et
          le dernier échange
        </caption>
        <Head {...props} />
        <tbody {...{ ...keys.bodyProps, onKeyDown }}>
          <Gap height={virtual.before} />
          {virtual.indexes.map((index) => (
            <Row
              key={cells[index]!.code}
              {...props}
              cell={cells[index]!}
              index={index}
              focusable={index === keys.active}
              onFocus={() => keys.setActive(index)}
            />
          ))}
          <Gap height={virtual.after} />
        </tbody>
      </table>
    </div>
  );
}

const COLUMNS: { sort: Sort; label: string; className?: string }[] = [
  { sort: "nom", label: "" },
  { sort: "etape", label: "Étape", className: "carto__stage" },
  { sort: "cible", label: "Cible", className: "num" },
  { sort: "population", label: "Habitants", className: "num" },
  { sort: "echange", label: "Échange", className: "num" },
];

const columnsOf = (measure: Measure) =>
  COLUMNS.filter(({ sort }) => sort !== (measure === "penetration" ? "population" : "cible"));

function Head({ level, measure, sort, sortLink }: Pick<Props, "level" | "measure" | "sort" | "sortLink">) {
  const { one } = levelWords[level];
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className="carto__check">
          <span className="fr-sr-only">Sélection</span>
        </th>
        {columnsOf(measure).map((column) => (
          <th
            key={column.sort}
            scope="col"
            className={column.className}
            aria-sort={column.sort === sort ? (sort === "nom" ? "ascending" : "descending") : undefined}
          >
            <Link className="table__sort fr-raw-link" to={sortLink(column.sort)} preventScrollReset>
              {column.label || one.charAt(0).toUpperCase() + one.slice(1)}
              {column.sort === sort && <Icon name={sort === "nom" ? "arrow-up-line" : "arrow-down-line"} />}
            </Link>
          </th>
        ))}
      </tr>
    </thead>
  );
}

type RowProps = Props & { cell: Cell; index: number; focusable: boolean; onFocus: () => void };

function Row(props: RowProps) {
  const { cell, index, focusable, onFocus, shapes, measure, selection, linkTo, onChoose, today } = props;
  const selected = selection.includes(cell.code);
  const name = titleOf(cell);
  const pick = (event: MouseEvent) => {
    if (event.shiftKey) return;
    event.preventDefault();
    onChoose([cell.code], event.ctrlKey || event.metaKey);
  };
  return (
    <tr
      data-index={index}
      data-code={cell.code}
      aria-rowindex={index + 2}
      aria-selected={selected}
      tabIndex={focusable ? 0 : -1}
      onFocus={onFocus}
    >
      <td className="carto__check">
        <input
          className="check"
          type="checkbox"
          tabIndex={-1}
          aria-label={`Sélectionner ${name}`}
          checked={selected}
          onChange={() => onChoose([cell.code], true)}
        />
      </td>
      <th scope="row" title={name}>
        <Link
          className="fr-raw-link"
          to={linkTo(cell.code)}
          onClick={pick}
          tabIndex={-1}
          preventScrollReset
          aria-current={selected || undefined}
        >
          {name}
        </Link>
      </th>
      <td className="carto__stage">
        {cell.stage && shapes[cell.stage] ? (
          <StageLabel stage={shapes[cell.stage]!} />
        ) : (
          <span className="muted">{cell.last ? "Hors pipeline" : "Jamais contacté"}</span>
        )}
      </td>
      <td className="num" title={sayPenetration(cell)}>
        {measure === "penetration"
          ? cell.target > 0 && `${formatNumber(cell.won)} sur ${formatNumber(cell.target)}`
          : cell.population !== null && formatNumber(cell.population)}
      </td>
      <td className="num muted" title={relativeDays(cell.last, today)}>
        {shortDays(cell.last, today)}
      </td>
    </tr>
  );
}

function useWindow(scroll: RefObject<HTMLDivElement | null>, count: number) {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 12,
    initialRect: { width: 0, height: Math.min(count, DRAWN) * ROW },
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
  });
  const items = virtualizer.getVirtualItems();
  return {
    indexes: items.map(({ index }) => index).filter((index) => index < count),
    before: (items[0]?.start ?? HEAD) - HEAD,
    after: virtualizer.getTotalSize() - ((items.at(-1)?.end ?? HEAD) - HEAD),
    reveal: (index: number) => virtualizer.scrollToIndex(index, { align: "auto" }),
  };
}

/** Calls with what has just come into the selection, from the map, the address or another page. */
function useReveal(selection: string[], reveal: (fresh: string[]) => void) {
  const before = useRef<string[]>([]);
  const show = useEffectEvent(reveal);
  useEffect(() => {
    const fresh = selection.filter((code) => !before.current.includes(code));
    before.current = selection;
    if (fresh.length > 0) show(fresh);
  }, [selection]);
}

/** The content security policy refuses a `style` attribute: the height is set on the element. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className="table__gap">
      <td
        colSpan={5}
        ref={(cell) => {
          cell?.style.setProperty("height", `${height}px`);
        }}
      />
    </tr>
  );
}
