import { describePart, type FieldWords } from "./describe-filter.ts";
import { partsOf, withoutPart } from "./filter-edit.ts";
import { LiftLink } from "./filter-menu.tsx";
import { useFilter } from "./use-filter.ts";

/** What the filter also asks for, which has no chip of its own: come from the map, a link, a saved audience. */
export function OtherChips({ words, except }: { words: Record<string, FieldWords>; except: string[] }) {
  const { filter, to } = useFilter();
  return partsOf(filter)
    .filter((part) => !("field" in part && part.op === "is" && except.includes(part.field)))
    .map((part) => {
      const { label, value } = describePart(part, words);
      return (
        <span className="chip-group" key={JSON.stringify(part)}>
          <span className="chip">
            {label}&nbsp;: <span className="strong chip__value">{value}</span>
          </span>
          <LiftLink to={to(withoutPart(filter, part))} what={label} />
        </span>
      );
    });
}
