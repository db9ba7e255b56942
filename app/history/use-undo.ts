import { createContext, useContext } from "react";

/** What a page gives up to undo a change set: the shell holds it, so that it works once the page is gone. */
export const UndoContext = createContext<(setId: string) => void>(() => {});

/** Undoes a change set, and says what could not be; to be called by a toast, even after its page has closed. */
export function useUndo(): (setId: string) => void {
  return useContext(UndoContext);
}
