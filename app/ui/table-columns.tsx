import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { Icon } from "./icon.tsx";
import { Menu, MenuTitle } from "./menu.tsx";
import { withParams } from "./url.ts";

/** A column of a table. Its `id` is written in the URL: the name that filters and the API give to the same fact. */
export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The whole text, as the tooltip of a cell that may be cut; without it, that of a cell of mere text. */
  title?: (row: Row) => string | undefined;
  /** Width, from 1 (40 px) to 7 (296 px). One column has none, and takes what is left. */
  width?: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  sortable?: boolean;
  /** Figures: to the right, in tabular numerals. */
  numeric?: boolean;
  /** Secondary: in grey. */
  muted?: boolean;
  /** Where it goes in a phone's two-line card; without it, the phone leaves it out. */
  place?: "name" | "due" | "action" | "stage";
  /** Shown only when asked for. */
  optional?: boolean;
  /** Always shown. */
  locked?: boolean;
};

/** The ids of the columns to show, as the URL parameter `colonnes` says, or by default. */
export function visibleColumns<Row>(columns: Column<Row>[], search: string): Set<string> {
  const asked = new URLSearchParams(search).get("colonnes")?.split(",");
  return new Set(
    columns
      .filter(({ id, locked, optional }) => locked || (asked ? asked.includes(id) : !optional))
      .map(({ id }) => id),
  );
}

/** In rem, the width under which the table scrolls: its columns, and 12 for the one that takes what is left. */
export function leastWidth<Row>(columns: Column<Row>[], shown: Set<string>): number {
  const widths = columns.filter(({ id }) => shown.has(id)).map(({ width }) => (width ? rem[width - 1] : 12));
  return widths.reduce<number>((sum, width = 0) => sum + width, 0);
}

/** The widths of `w-1` to `w-7` in the stylesheet. */
const rem = [2.5, 4, 6, 7.75, 9, 11, 18.5];

/** The classes of a column's cells. */
export function cellClass<Row>(column: Column<Row> | undefined): string | undefined {
  if (!column) return undefined;
  const { width, numeric, muted, place } = column;
  return [width && `w-${width}`, numeric && "num", muted && "muted", place && `cell-${place}`]
    .filter(Boolean)
    .join(" ");
}

/** « Colonnes »: links, so that the choice is in the URL and works without JavaScript. */
export function ColumnsMenu<Row>({ columns }: { columns: Column<Row>[] }) {
  const { search } = useLocation();
  const shown = visibleColumns(columns, search);
  const toggled = (id: string) => columns.filter((column) => shown.has(column.id) !== (column.id === id));
  return (
    <Menu
      label="Colonnes"
      align="end"
      opener={{ className: "chip" }}
      button={
        <>
          <Icon name="layout-column-line" />
          Colonnes
        </>
      }
    >
      <MenuTitle>Colonnes affichées</MenuTitle>
      {columns
        .filter(({ locked }) => !locked)
        .map(({ id, header }) => (
          <Link
            key={id}
            role="menuitemcheckbox"
            aria-checked={shown.has(id)}
            tabIndex={-1}
            className="menu__item fr-raw-link"
            to={withParams(search, { colonnes: idsOf(toggled(id)) })}
            replace
            preventScrollReset
          >
            <span className="menu__check">{shown.has(id) && <Icon name="check-line" />}</span>
            {header}
          </Link>
        ))}
    </Menu>
  );
}

function idsOf(columns: { id: string }[]): string {
  return columns.map(({ id }) => id).join(",");
}
