import { useNavigate, useOutletContext } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { readMapState, writeMapState } from "#app/cartography/map-url.ts";
import { readSelected } from "#app/cartography/selected.server.ts";
import { type MapOutlet, SelectionPanel } from "#app/cartography/selection-panel.tsx";
import { readListParams } from "#app/filters/list-params.ts";
import type { Route } from "./+types/selection";

export async function loader({ context, url }: Route.LoaderArgs) {
  const { level, selection, inTarget } = readMapState(url.searchParams);
  const { filter } = readListParams(url.searchParams);
  const selected = await readSelected(context.get(memberContext), {
    level,
    codes: selection,
    filter,
    inTarget,
  });
  return { selected };
}

/** Beside the map, what its URL selects. */
export default function Selection({ loaderData: { selected } }: Route.ComponentProps) {
  const outlet = useOutletContext<MapOutlet>();
  const navigate = useNavigate();
  if (!selected || outlet.selection.length === 0) return null;
  const close = () =>
    void navigate(writeMapState(outlet.search, { selection: [], whiteSpots: false }) || "?", {
      preventScrollReset: true,
    });
  return <SelectionPanel {...outlet} selected={selected} onClose={close} />;
}
