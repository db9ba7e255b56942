import type { ReactNode } from "react";
import { PublicFooter } from "#app/public-pages/public-page.tsx";
import { Brand } from "./brand.tsx";

/** A page outside the shell: first run, sign-in, public forms. `aside` is what goes on meanwhile. */
export function WelcomePage({
  step,
  title,
  lead,
  aside,
  children,
}: {
  /** « Étape 2 sur 2 » */
  step?: string;
  title: string;
  lead?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="welcome">
      <header className="welcome__bar">
        <span className="brand">
          <Brand />
        </span>
      </header>
      <main className={aside ? "welcome__grid" : "welcome__grid welcome__grid--single"} id="contenu">
        <div>
          {step && <p className="muted small">{step}</p>}
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
          {children}
        </div>
        {aside}
      </main>
      <PublicFooter />
    </div>
  );
}
