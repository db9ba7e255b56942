import { useEffect, useState, useSyncExternalStore } from "react";
import { useBlocker } from "react-router";
import { Icon } from "./icon.tsx";

/** What a request that failed says, which the browser does not always notice: the server may be the one that is away. */
const LOST = "essaim:lost";
const TRY_MS = 4_000;

export function sayLost(): void {
  window.dispatchEvent(new Event(LOST));
}

/**
 * « Hors connexion »: shown while the network or the server is away, until it answers again. Leaving the page would
 * lose what is typed in it, so that its links wait too.
 */
export function Offline() {
  const offline = useOffline();
  const { state, reset, location } = useBlocker(
    ({ currentLocation, nextLocation }) => offline && currentLocation.pathname !== nextLocation.pathname,
  );
  const stayed = state === "blocked";
  useEffect(() => {
    if (!offline && stayed) reset();
  }, [offline, stayed, reset]);
  if (!offline) return null;
  return (
    <div className="offline" role="status">
      <Icon name="error-warning-line" />
      <span>
        <strong>Hors connexion.</strong> Vos saisies sont gardées ici
        {stayed && location ? ", c’est pourquoi cette page reste ouverte" : ""}.
      </span>
    </div>
  );
}

function useOffline(): boolean {
  const online = useSyncExternalStore(
    (changed) => {
      window.addEventListener("online", changed);
      window.addEventListener("offline", changed);
      return () => {
        window.removeEventListener("online", changed);
        window.removeEventListener("offline", changed);
      };
    },
    () => navigator.onLine,
    () => true,
  );
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const lose = () => setLost(true);
    window.addEventListener(LOST, lose);
    return () => window.removeEventListener(LOST, lose);
  }, []);
  useEffect(() => {
    if (!lost) return;
    const timer = setInterval(() => {
      void fetch("/healthz", { cache: "no-store" }).then(
        () => setLost(false),
        () => {},
      );
    }, TRY_MS);
    return () => clearInterval(timer);
  }, [lost]);
  return !online || lost;
}
