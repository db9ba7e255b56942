import { clientAddressContext } from "#app/client-address.server.ts";
import { countRead } from "#app/day/feed-limit.server.ts";
import { readCalendar } from "#app/day/feed.server.ts";
import { AppError } from "#app/errors.ts";
import type { Route } from "./+types/feed";

/** `/agenda/SECRET.ics`: what a calendar subscribes to. Its address is all that it needs. */
export async function loader({ context, params }: Route.LoaderArgs) {
  try {
    await countRead(context.get(clientAddressContext));
    const [, secret = ""] = /^([\w-]+)\.ics$/.exec(params.file) ?? [];
    return new Response(await readCalendar(secret, new Date()), {
      headers: {
        "Content-Type": "text/calendar; charset=utf-8",
        // Nobody between may keep it: whoever has the address has the actions.
        "Cache-Control": "private, max-age=0, must-revalidate",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "no-referrer",
      },
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Response(`${error.message}\n`, {
      status: error.status,
      headers: { "Content-Type": "text/plain; charset=utf-8" },
    });
  }
}
