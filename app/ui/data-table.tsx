import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { plural } from "./format.ts";
import { useHotkey } from "./hotkeys.ts";
import { useKeptScroll } from "./kept-scroll.ts";
import type { KeysetRows } from "./keyset.ts";
import { useRowKeys } from "./row-keys.ts";
import { type Selection, SelectionBar, useSelection } from "./selection.tsx";
import { TableBody } from "./table-body.tsx";
import { type Column, leastWidth, visibleColumns } from "./table-columns.tsx";
import { TableHead } from "./table-head.tsx";
import { useTableModel } from "./table-model.ts";
import { withParams } from "./url.ts";
import { useVirtualRows } from "./virtual-rows.ts";

/** What the rows are called: « 23 institutions », « 3 sélectionnées ». */
export type Noun = { one: string; many: string; feminine?: boolean };

/** How many rows before the last one the next page is asked for. */
const ahead = 20;

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
  const table = useTableModel({ columns, rows, sort, shown, selection });
  const model = table.getRowModel().rows;
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns]);
  const selectable = selectionActions !== undefined;

  const scroll = useRef<HTMLDivElement>(null);
  const start = useKeptScroll(scroll, withParams(search, { colonnes: null }));
  const virtual = useVirtualRows(scroll, model.length, start);
  const keys = useRowKeys({
    count: model.length,
    reveal: virtual.reveal,
    open: (index) => model[index] && void navigate(rowHref(model[index].original)),
    toggle: (index) => selectable && model[index]?.toggleSelected(),
    extend: (from, to) => selectable && selection.extend(from, to),
  });
  useHotkey("Escape", selection.clear);

  const ending = virtual.last !== undefined && virtual.last >= model.length - ahead;
  useEffect(() => {
    if (ending) loadMore();
  });

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
            <TableHead table={table} columns={byId} selectable={selectable} />
            <TableBody
              table={table}
              columns={byId}
              virtual={virtual}
              keys={keys}
              selectable={selectable}
              rowName={rowName}
            />
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
          {selectable && (
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
