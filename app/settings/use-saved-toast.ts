import { useEffect } from "react";
import { useToast } from "#app/ui/toast.tsx";

/** Says « Enregistré » once, when an action has answered that it did. */
export function useSavedToast(answer: object | undefined, message = "Enregistré."): void {
  const toast = useToast();
  useEffect(() => {
    if (answer && "saved" in answer) toast({ message });
  }, [answer, message, toast]);
}
