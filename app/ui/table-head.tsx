import { Link, useLocation } from "react-router";
import { Icon } from "./icon.tsx";
import { cellClass, type Column } from "./table-columns.tsx";
import type { TableModel } from "./table-model.ts";
import { withParams } from "./url.ts";

/** The head of a table. A sort is a link: it is in the URL, and works without JavaScript. */
export function TableHead<Row extends { id: string }>({
  table,
  columns,
  selectable,
}: {
  table: TableModel<Row>;
  columns: Map<string, Column<Row>>;
  selectable: boolean;
}) {
  const { search } = useLocation();
  return (
    <thead>
      {table.getHeaderGroups().map((group) => (
        <tr key={group.id} aria-rowindex={1}>
          {selectable && (
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
                className={cellClass(columns.get(header.id))}
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
  );
}
