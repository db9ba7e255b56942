import {
  createContext,
  lazy,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useState,
} from "react";
import { Dialog } from "#app/ui/dialog.tsx";
import { useHotkey } from "#app/ui/hotkeys.ts";
import { useAskedLog } from "./ask-log.ts";
import { useReturnFromCall } from "./use-return-from-call.ts";

type About = { institutionId: string } | null;
const logging = () => import("./logging.tsx");
const Logging = lazy(async () => ({ default: (await logging()).Logging }));

const LogContext = createContext<(about?: About) => void>(() => {});

/** Opens « Noter un échange »: about an institution, or about one to be searched. */
export const useLogDialog = () => useContext(LogContext);

/** « Noter un échange » from anywhere: `N`, a button, or coming back from a call. */
export function LogDialog({ userId, children }: { userId: string; children: ReactNode }) {
  const [about, setAbout] = useState<{ institutionId: string | null } | null>(null);
  const open = useCallback((which?: About) => {
    const form = document.querySelector<HTMLElement>("main .quicklog [name='summary']");
    // The page's own form, where it is the one.
    if (form && !which) return form.focus();
    return setAbout(which ?? { institutionId: null });
  }, []);
  useHotkey("n", () => open());
  useAskedLog((institutionId) => open(institutionId ? { institutionId } : null));
  useReturnFromCall((institutionId) => open(institutionId ? { institutionId } : null));
  // Not among what the page waits for, but there before the network may go.
  useEffect(() => void logging().catch(() => {}), []);
  return (
    <LogContext value={open}>
      {children}
      <Dialog open={about !== null} onClose={() => setAbout(null)} title="Noter un échange">
        <Suspense fallback={<p className="muted">Un instant…</p>}>
          {about && <Logging key={about.institutionId} {...{ about, userId }} close={() => setAbout(null)} />}
        </Suspense>
      </Dialog>
    </LogContext>
  );
}
