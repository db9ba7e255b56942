import type { ReactNode } from "react";
import { href, Link } from "react-router";
import { Brand } from "#app/ui/brand.tsx";

const PAGES = [
  { label: "Accessibilité : non conforme", to: href("/accessibilite") },
  { label: "Mentions légales", to: href("/mentions-legales") },
  { label: "Données personnelles", to: href("/donnees-personnelles") },
];

/** A page anyone may read, with the footer the State asks of its services. */
export function PublicPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="welcome">
      <header className="welcome__bar">
        <Link className="brand fr-raw-link" to={href("/")}>
          <Brand />
        </Link>
      </header>
      <main className="public" id="contenu">
        <h1>{title}</h1>
        {children}
      </main>
      <PublicFooter />
    </div>
  );
}

export function PublicFooter() {
  return (
    <footer className="public__foot">
      <ul className="fr-raw-list row row--wrap">
        {PAGES.map(({ label, to }) => (
          <li key={to}>
            <Link to={to}>{label}</Link>
          </li>
        ))}
      </ul>
    </footer>
  );
}
