import {
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { plural } from "./format.ts";
import { useHotkey } from "./hotkeys.ts";
import { Icon } from "./icon.tsx";
import type { KeysetRows } from "./keyset.ts";
import { useKeptScroll } from "./kept-scroll.ts";
import { useRowKeys } from "./row-keys.ts";
import { type Selection, SelectionBar, useSelection } from "./selection.tsx";
import { type Column, leastWidth, visibleColumns } from "./table-columns.tsx";
import { withParams } from "./url.ts";
import { useVirtualRows } from "./virtual-rows.ts";

/** What the rows are called: « 23 institutions », « 3 sélectionnées ». */
export type Noun = { one: string; many: string; feminine?: boolean };

const features = tableFeatures({ rowSortingFeature, rowSelectionFeature, columnVisibilityFeature });

/**
 * The one table. The server filters, sorts (URL parameter `tri`, « -nom » for descending) and pages; the
 * browser draws the rows in sight. Fills the height that is left in the page.
 */
export function DataTable<Row extends { id: string }>({
  caption,
  noun,
  columns,
  page,
  defaultSort,
  rowName,
  rowHref,
  selectionActions,
  foot,
}: {
  /** What the table holds and in which order, for those who do not see it. */
  caption: string;
  noun: Noun;
  columns: Column<Row>[];
  page: KeysetRows<Row>;
  /** The order when the URL says none. */
  defaultSort: string;
  rowName: (row: Row) => string;
  rowHref: (row: Row) => string;
  /** What can be done with a selection; without it, rows have no checkbox. */
  selectionActions?: (selection: Selection) => ReactNode;
  /** Figures beside the count, in the foot bar. */
  foot?: ReactNode;
}) {
  const { search } = useLocation();
  const navigate = useNavigate();
  const { rows, total, loading, loadMore, nextHref } = page;
  const selection = useSelection(rows, total);
  const shown = visibleColumns(columns, search);
  const sort = new URLSearchParams(search).get("tri") ?? defaultSort;
  const specs = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map(({ id, header, cell, sortable = false }) =>
      helper.accessor((row): unknown => row, {
        id,
        header,
        enableSorting: sortable,
        cell: (c) => cell(c.row.original),
      }),
    );
  }, [columns]);

  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: (row) => row.id,
    manualSorting: true,
    enableSortingRemoval: false,
    sortDescFirst: false,
    state: {
      sorting: [{ id: sort.replace(/^-/, ""), desc: sort.startsWith("-") }],
      rowSelection: selection.state,
      columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, shown.has(id)])),
    },
    onRowSelectionChange: selection.update,
  });
  const model = table.getRowModel().rows;

  const scroll = useRef<HTMLDivElement>(null);
  const start = useKeptScroll(scroll, withParams(search, { colonnes: null }));
  const virtual = useVirtualRows(scroll, model.length, start);
  const keys = useRowKeys({
    count: model.length,
    reveal: virtual.reveal,
    open: (index) => model[index] && void navigate(rowHref(model[index].original)),
    toggle: (index) => selectionActions && model[index]?.toggleSelected(),
    extend: (from, to) => selectionActions && selection.extend(from, to),
  });
  useHotkey("Escape", selection.clear);
  const ending = virtual.last !== undefined && virtual.last >= model.length - 20;
  useEffect(() => {
    if (ending) loadMore();
  });

  const width = shown.size + (selectionActions ? 1 : 0);
  return (
    <>
      <div className="grow">
        <div className="table-scroll" ref={scroll}>
          <table
            className="table table--edge table--data"
            aria-rowcount={total + 1}
            aria-busy={loading}
            ref={(element) => {
              element?.style.setProperty("--columns-width", `${leastWidth(columns, shown)}rem`);
            }}
          >
            <caption className="fr-sr-only">{caption}</caption>
            <thead>
              {table.getHeaderGroups().map((group) => (
                <tr key={group.id} aria-rowindex={1}>
                  {selectionActions && (
                    <th className="w-1">
                      <input
                        className="check"
                        type="checkbox"
                        aria-label="Sélectionner les lignes affichées"
                        checked={table.getIsAllRowsSelected()}
                        onChange={table.getToggleAllRowsSelectedHandler()}
                      />
                    </th>
                  )}
                  {group.headers.map((header) => {
                    const sorted = header.column.getIsSorted();
                    const next = `${header.column.getNextSortingOrder() === "desc" ? "-" : ""}${header.id}`;
                    return (
                      <th
                        key={header.id}
                        scope="col"
                        className={cellClass(specs.get(header.id))}
                        aria-sort={sorted ? (sorted === "asc" ? "ascending" : "descending") : undefined}
                      >
                        {header.column.getCanSort() ? (
                          <Link
                            className="table__sort fr-raw-link"
                            to={withParams(search, { curseur: null, tri: next })}
                            preventScrollReset
                          >
                            <table.FlexRender header={header} />
                            {sorted && <Icon name={sorted === "asc" ? "arrow-up-line" : "arrow-down-line"} />}
                          </Link>
                        ) : (
                          <table.FlexRender header={header} />
                        )}
                      </th>
                    );
                  })}
                </tr>
              ))}
            </thead>
            <tbody {...keys.bodyProps}>
              <Gap height={virtual.before} width={width} />
              {virtual.indexes.map((index) => {
                const row = model[index];
                if (!row) return null;
                const selected = row.getIsSelected();
                return (
                  <tr
                    key={row.id}
                    data-index={index}
                    aria-rowindex={index + 2}
                    aria-selected={selectionActions ? selected : undefined}
                    tabIndex={index === keys.active ? 0 : -1}
                    onFocus={() => keys.setActive(index)}
                  >
                    {selectionActions && (
                      <td className="w-1">
                        <input
                          className="check"
                          type="checkbox"
                          aria-label={`Sélectionner ${rowName(row.original)}`}
                          checked={selected}
                          onChange={row.getToggleSelectedHandler()}
                        />
                      </td>
                    )}
                    {row.getVisibleCells().map((cell) => {
                      const spec = specs.get(cell.column.id);
                      return (
                        <td key={cell.id} className={cellClass(spec)} title={spec?.title?.(row.original)}>
                          <table.FlexRender cell={cell} />
                        </td>
                      );
                    })}
                  </tr>
                );
              })}
              <Gap height={virtual.after} width={width} />
            </tbody>
          </table>
          {nextHref && (
            <p className="table__more">
              <Link
                to={nextHref}
                onClick={(event) => {
                  event.preventDefault();
                  loadMore();
                }}
              >
                {loading ? "Chargement…" : "Suite"}
              </Link>
            </p>
          )}
        </div>
        {selectionActions && selection.count > 0 && (
          <SelectionBar selection={selection} total={total} feminine={noun.feminine}>
            {selectionActions(selection)}
          </SelectionBar>
        )}
      </div>
      <footer className="footbar">
        <span aria-live="polite">{plural(total, noun.one, noun.many)}</span>
        {foot}
        <span className="push row">
          <kbd className="kbd">↑</kbd>
          <kbd className="kbd">↓</kbd> parcourir
          {selectionActions && (
            <>
              <kbd className="kbd">Espace</kbd> sélectionner
            </>
          )}
          <kbd className="kbd">Entrée</kbd> ouvrir
        </span>
      </footer>
    </>
  );
}

/**
 * The name of a row, a link to its file. The router does not look its route up beforehand: a hundred rows share
 * one.
 */
export function RowLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link className="fr-raw-link strong" to={to} discover="none">
      {children}
    </Link>
  );
}

function cellClass<Row>(column: Column<Row> | undefined): string | undefined {
  if (!column) return undefined;
  const { width, numeric, muted, place } = column;
  return [width && `w-${width}`, numeric && "num", muted && "muted", place && `cell-${place}`]
    .filter(Boolean)
    .join(" ");
}

/** The height of the rows that are not drawn. The content security policy refuses a `style` attribute. */
function Gap({ height, width }: { height: number; width: number }) {
  return (
    <tr aria-hidden="true" className="table__gap">
      <td
        colSpan={width}
        ref={(cell) => {
          cell?.style.setProperty("height", `${height}px`);
        }}
      />
    </tr>
  );
}
