import type { Filter } from "./filter-tree.ts";
import { partsOf, withoutPart } from "./filter-edit.ts";
import { FilterMenu } from "./filter-menu.tsx";
import { useFilter } from "./use-filter.ts";

const DELAYS = [9, 21, 30, 45, 60, 180];

/** « Pas touché depuis X jours, ou jamais », one click away: by what was exchanged, or by what they answered. */
export function SilenceMenu({
  field,
  label,
}: {
  field: "lastInteractionAt" | "lastInboundAt";
  label: string;
}) {
  const { filter } = useFilter();
  const asked = partsOf(filter).filter((part) => isSilence(part, field));
  const lifted = asked.reduce(withoutPart, filter);
  const choices: { label: string; part: Filter }[] = [
    ...DELAYS.map((days) => ({ label: `plus de ${days}\u00A0jours, ou jamais`, part: silence(field, days) })),
    { label: "jamais", part: { field, op: "empty" } },
  ];
  return (
    <FilterMenu
      label={label}
      lifted={lifted}
      options={choices.map(({ label: choice, part }) => {
        const checked = asked.some((one) => JSON.stringify(one) === JSON.stringify(part));
        return { label: choice, checked, next: checked ? lifted : { all: [...partsOf(lifted), part] } };
      })}
    />
  );
}

/** Whether a part is one that this menu can say, and so has its chip there. */
export function isSilence(part: Filter, field: string): boolean {
  const never: Filter = { field, op: "empty" };
  const said = [never, ...DELAYS.map((days) => silence(field, days))];
  return said.some((one) => JSON.stringify(one) === JSON.stringify(part));
}

function silence(field: string, days: number): Filter {
  return {
    any: [
      { field, op: "before", value: { days: -days } },
      { field, op: "empty" },
    ],
  };
}
