import { href, PrefetchPageLinks } from "react-router";
import { useHydrated } from "#app/ui/hydrated.ts";

/**
 * Loads the code of what can be done in place with a partnership before it is done: a gesture made once the network is
 * gone is then refused with a sentence, where the router would load the whole page again and lose it.
 */
export function GestureCode({ id }: { id: string }) {
  if (!useHydrated()) return null;
  return (
    <>
      <PrefetchPageLinks page={href("/partenariats/:id/etape", { id })} />
      <PrefetchPageLinks page={href("/partenariats/:id/action", { id })} />
      <PrefetchPageLinks page={href("/partenariats/:id/action/faite", { id })} />
      <PrefetchPageLinks page={href("/modifications/:id/annulation", { id })} />
    </>
  );
}
