import { useEffect, useEffectEvent } from "react";
import { href, useFetcher } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { refusal } from "#app/ui/form.tsx";
import { formatDateTime, type Moment, relativeDays } from "#app/ui/format.ts";
import { Aside } from "#app/ui/page.tsx";
import { useToast } from "#app/ui/toast.tsx";
import type { PastMerge } from "./people.server.ts";

/** The files that were merged into this one: the last of them can be separated again. */
export function Merges({ merges, canWrite, now }: { merges: PastMerge[]; canWrite: boolean; now: Moment }) {
  const fetcher = useFetcher<{ message: string; kept: string[] } | object>();
  const toast = useToast();
  const say = useEffectEvent((answer: object) => {
    if ("message" in answer && "kept" in answer)
      toast({
        message: String(answer.message),
        tone: (answer.kept as string[]).length > 0 ? "error" : "plain",
      });
    else
      toast({
        message: Object.values(refusal(answer).errors ?? {})
          .flat()
          .join(" "),
        tone: "error",
      });
  });
  const { data } = fetcher;
  useEffect(() => {
    if (data) say(data);
  }, [data]);
  if (merges.length === 0) return null;
  return (
    <Aside title="Fiches réunies">
      <ul className="fr-raw-list stack">
        {merges.map(({ id, name, at }, index) => (
          <li key={id} className="row">
            <span className="fill">
              {name}
              <time className="source" dateTime={new Date(at).toISOString()} title={formatDateTime(at)}>
                réunie {relativeDays(at, now)}
              </time>
            </span>
            {canWrite && index === 0 && (
              <fetcher.Form
                method="post"
                action={href("/contacts/reunions/:mergeId/separation", { mergeId: id })}
              >
                <Button type="submit" look="ghost">
                  Séparer
                </Button>
              </fetcher.Form>
            )}
          </li>
        ))}
      </ul>
    </Aside>
  );
}
