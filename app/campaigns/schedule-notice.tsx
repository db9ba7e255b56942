import { href, useFetcher } from "react-router";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { Button } from "#app/ui/button.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { isLate } from "./schedule.ts";

/** When a draft leaves by itself; once that is two hours past, what to do about it. */
export function ScheduleNotice({
  campaignId: id,
  scheduledAt,
  now,
  writes,
  onLaunch,
}: {
  campaignId: string;
  scheduledAt: Date | null;
  now: Date;
  writes: boolean;
  onLaunch: () => void;
}) {
  const removal = useFetcher<Done>();
  useUndoToast(removal.data);
  if (!scheduledAt) return null;
  const late = isLate(scheduledAt, now);
  return (
    <div className={`notice row row--wrap${late ? "" : " notice--plain"}`} role="status">
      <Icon name={late ? "alert-line" : "time-line"} />
      <span className="fill">
        {late
          ? `Cette campagne devait partir le ${formatDateTime(scheduledAt)}. Plus de deux heures ont passé : elle n’est pas partie, et attend que vous décidiez.`
          : `Cette campagne part le ${formatDateTime(scheduledAt)}. Elle ne se modifie plus tant qu’elle est programmée.`}
      </span>
      {writes && (
        <span className="row">
          {late && (
            <Button look="primary" icon="send-plane-line" onClick={onLaunch}>
              Lancer, ou choisir une autre heure
            </Button>
          )}
          <removal.Form method="post" action={href("/campagnes/:id/programmation/retrait", { id })}>
            <Button type="submit" icon="close-line">
              Retirer la programmation
            </Button>
          </removal.Form>
        </span>
      )}
    </div>
  );
}
