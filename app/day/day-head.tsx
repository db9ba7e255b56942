import { href, Link } from "react-router";
import { useLogDialog } from "#app/interactions/log-dialog.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { formatDay } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page.tsx";
import type { Whose } from "./day.server.ts";

/** The date, whose day it is, and the two gestures of the morning. */
export function DayHead({
  whose,
  calls,
  canWrite,
  now,
}: {
  whose: Whose;
  /** How many institutions are to be called. */
  calls: number;
  canWrite: boolean;
  now: Date;
}) {
  const log = useLogDialog();
  return (
    <PageHead title="Ma journée" lead={formatDay(now)} beside={<WhoseSwitch whose={whose} />}>
      {canWrite && (
        <>
          <Button icon="edit-line" aria-keyshortcuts="N" title="Noter un échange (N)" onClick={() => log()}>
            Noter un échange
          </Button>
          {calls > 0 && (
            <ButtonLink
              look="primary"
              icon="phone-line"
              to={`${href("/appels")}?jour=${whose === "all" ? "tous" : "moi"}`}
            >
              Lancer les appels ({calls})
            </ButtonLink>
          )}
        </>
      )}
    </PageHead>
  );
}

function WhoseSwitch({ whose }: { whose: Whose }) {
  return (
    <nav className="chip-group day__whose" aria-label="De qui">
      <Link
        className="chip chip--sm fr-raw-link"
        to="?"
        aria-current={whose === "mine" ? "true" : undefined}
        preventScrollReset
      >
        Les miennes
      </Link>
      <Link
        className="chip chip--sm fr-raw-link"
        to="?qui=tous"
        aria-current={whose === "all" ? "true" : undefined}
        preventScrollReset
      >
        Toute l’équipe
      </Link>
    </nav>
  );
}
