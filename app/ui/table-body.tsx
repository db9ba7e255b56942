import { cellClass, type Column } from "./table-columns.tsx";
import type { useRowKeys } from "./row-keys.ts";
import type { TableModel } from "./table-model.ts";
import type { useVirtualRows } from "./virtual-rows.ts";

/** The rows in sight, between two gaps as high as the others. */
export function TableBody<Row extends { id: string }>({
  table,
  columns,
  virtual,
  keys,
  selectable,
  rowName,
}: {
  table: TableModel<Row>;
  columns: Map<string, Column<Row>>;
  virtual: ReturnType<typeof useVirtualRows>;
  keys: ReturnType<typeof useRowKeys>;
  selectable: boolean;
  rowName: (row: Row) => string;
}) {
  const rows = table.getRowModel().rows;
  const span = table.getVisibleLeafColumns().length + (selectable ? 1 : 0);
  return (
    <tbody {...keys.bodyProps}>
      <Gap height={virtual.before} span={span} />
      {virtual.indexes.map((index) => {
        const row = rows[index];
        if (!row) return null;
        const selected = row.getIsSelected();
        return (
          <tr
            key={row.id}
            data-index={index}
            aria-rowindex={index + 2}
            aria-selected={selectable ? selected : undefined}
            tabIndex={index === keys.active ? 0 : -1}
            onFocus={() => keys.setActive(index)}
          >
            {selectable && (
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
              const column = columns.get(cell.column.id);
              return (
                <td key={cell.id} className={cellClass(column)} title={column?.title?.(row.original)}>
                  <table.FlexRender cell={cell} />
                </td>
              );
            })}
          </tr>
        );
      })}
      <Gap height={virtual.after} span={span} />
    </tbody>
  );
}

/** The content security policy refuses a `style` attribute: the height is set on the element. */
function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden="true" className="table__gap">
      <td
        colSpan={span}
        ref={(cell) => {
          cell?.style.setProperty("height", `${height}px`);
        }}
      />
    </tr>
  );
}
