import {
  columnVisibilityFeature,
  createColumnHelper,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { useSelection } from "./selection.tsx";
import type { Column } from "./table-columns.tsx";

/** An API of TanStack Table exists only if its feature is listed. */
const features = tableFeatures({ rowSortingFeature, rowSelectionFeature, columnVisibilityFeature });

/** The state of a table: TanStack's, with the order and the columns the URL says. */
export function useTableModel<Row extends { id: string }>({
  columns,
  rows,
  sort,
  shown,
  selection,
}: {
  columns: Column<Row>[];
  rows: Row[];
  /** The id of a column, with « - » before it for descending. */
  sort: string;
  shown: Set<string>;
  selection: ReturnType<typeof useSelection>;
}) {
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, Row>();
    return columns.map(({ id, header, cell, sortable = false }) =>
      helper.accessor((row): unknown => row, {
        id,
        header,
        enableSorting: sortable,
        cell: (context) => cell(context.row.original),
      }),
    );
  }, [columns]);

  return useTable({
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
}

export type TableModel<Row extends { id: string }> = ReturnType<typeof useTableModel<Row>>;
