import { type Catalogue, readRoot } from "./catalogue.ts";
import { describePart } from "./describe-filter.ts";
import { partsOf, withoutPart } from "./filter-edit.ts";
import { LiftLink } from "./filter-menu.tsx";
import { isSilence } from "./silence-menu.tsx";
import { useFilter } from "./use-filter.ts";

/** What the filter also asks for, which has no chip of its own: from the builder, the map, a link, a saved view. */
export function OtherChips({ catalogue, except }: { catalogue: Catalogue; except: string[] }) {
  const { filter, to } = useFilter();
  return partsOf(filter)
    .filter((part) => !("field" in part && part.op === "is" && except.includes(part.field)))
    .filter((part) => !["lastInteractionAt", "lastInboundAt"].some((field) => isSilence(part, field)))
    .map((part) => {
      const { label, value } = describePart(part, readRoot(catalogue));
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
