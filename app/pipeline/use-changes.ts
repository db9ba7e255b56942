import { useState } from "react";
import { useUndo } from "#app/history/use-undo.ts";
import { useToast } from "#app/ui/toast.tsx";
import type { Opportunity } from "./opportunity.ts";
import type { StaleVersion } from "./stale-version.server.ts";
import type { ChangeAnswer } from "./use-partnership.ts";

/** Two people wrote at once, and when this one was told. */
export type HeardClash = {
  row: Opportunity;
  stale: StaleVersion;
  /** All that was being sent. */
  values: Partial<Record<string, unknown>>;
  heardAt: Date;
  /** False once it has been chosen. */
  open: boolean;
};

/** What the page does of the answers to its changes: a toast that undoes, a sentence, or both versions. */
export function useChanges() {
  const toast = useToast();
  const undo = useUndo();
  const [clash, setClash] = useState<HeardClash | null>(null);
  return {
    clash,
    forget: () => setClash((known) => known && { ...known, open: false }),
    /** @returns the partnership as it is now, null when the change was refused */
    hear: (row: Opportunity, answer: ChangeAnswer, retry?: () => void): Opportunity | null => {
      if ("opportunity" in answer) {
        toast({ message: answer.message, undo: () => undo(answer.setId) });
        return answer.opportunity;
      }
      if (answer.stale)
        setClash({ row, stale: answer.stale, values: answer.values ?? {}, heardAt: new Date(), open: true });
      else
        toast({
          message: Object.values(answer.errors ?? {})
            .flat()
            .join(" "),
          tone: "error",
          ...(answer.again && retry && { retry }),
        });
      return null;
    },
  };
}
