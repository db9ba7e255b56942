import { useEffect } from "react";
import { useToast } from "#app/ui/toast.tsx";

/** Says where a trial went, or why it did not leave. */
export function useTrialToast(answer: { sentTo: string } | { refusal: string } | undefined): void {
  const toast = useToast();
  useEffect(() => {
    if (!answer) return;
    if ("sentTo" in answer) toast({ message: `Essai envoyé à ${answer.sentTo}.` });
    else toast({ message: answer.refusal, tone: "error" });
  }, [answer, toast]);
}
