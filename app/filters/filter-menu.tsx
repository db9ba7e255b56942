import { Link } from "react-router";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuTitle } from "#app/ui/menu.tsx";
import type { Filter, Value } from "./filter-tree.ts";
import { chosenValues, toggleValue, withValues } from "./filter-edit.ts";
import { useFilter } from "./use-filter.ts";

/** What can be chosen, and the filter that choosing it, or no longer, makes. */
export type FilterOption = { label: string; checked: boolean; next: Filter };

/**
 * A chip that opens on a list of choices, each of which is a link: the list behind follows at once, and the choice
 * is in the URL, with or without JavaScript.
 */
export function FilterMenu({
  label,
  options,
  lifted,
}: {
  label: string;
  options: FilterOption[];
  /** The filter without what is chosen here. */
  lifted: Filter;
}) {
  const { to } = useFilter();
  const chosen = options.filter(({ checked }) => checked).map((option) => option.label);
  return (
    <span className="chip-group">
      <Menu
        label={label}
        opener={{ className: "chip", ...(chosen.length > 0 && { "aria-pressed": true }) }}
        button={
          chosen.length > 0 ? (
            <>
              {label}&nbsp;: <span className="strong chip__value">{chosen.join(", ")}</span>
            </>
          ) : (
            <>
              {label} <Icon name="arrow-down-s-line" />
            </>
          )
        }
      >
        <MenuTitle>{label}</MenuTitle>
        {options.map((option) => (
          <Link
            key={option.label}
            role="menuitemcheckbox"
            aria-checked={option.checked}
            tabIndex={-1}
            className="menu__item fr-raw-link"
            to={to(option.next)}
            replace
            preventScrollReset
            discover="none"
          >
            <span className="menu__check">{option.checked && <Icon name="check-line" />}</span>
            {option.label}
          </Link>
        ))}
      </Menu>
      {chosen.length > 0 && <LiftLink to={to(lifted)} what={label} />}
    </span>
  );
}

/** The cross of a chip. */
export function LiftLink({ to, what }: { to: string; what: string }) {
  const label = `Retirer le filtre « ${what} »`;
  return (
    <Link className="chip fr-raw-link" to={to} replace preventScrollReset aria-label={label} title={label}>
      <Icon name="close-line" />
    </Link>
  );
}

/** A condition that is asked for or not: one link. */
export function FilterToggle({
  label,
  field,
  value = true,
}: {
  label: string;
  field: string;
  value?: Value;
}) {
  const { filter, to } = useFilter();
  const on = chosenValues(filter, field).includes(value);
  return (
    <Link
      className="chip fr-raw-link"
      to={to(on ? withValues(filter, field, []) : withValues(filter, field, [value]))}
      aria-current={on ? "true" : undefined}
      replace
      preventScrollReset
    >
      {label} {on && <Icon name="close-line" />}
    </Link>
  );
}

/** The options of a field of which any of several values will do. */
export function valueOptions(
  filter: Filter,
  field: string,
  choices: { value: Value; label: string }[],
): FilterOption[] {
  const chosen = chosenValues(filter, field);
  return choices.map(({ value, label }) => ({
    ...{ label, checked: chosen.includes(value), next: toggleValue(filter, field, value) },
  }));
}
