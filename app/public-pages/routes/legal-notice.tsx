import { PublicPage } from "#app/public-pages/public-page.tsx";
import { baseUrl } from "#app/runtime.server.ts";
import type { Route } from "./+types/legal-notice";

export const meta: Route.MetaFunction = () => [{ title: "Mentions légales · Essaim" }];

export const loader = () => ({ host: new URL(baseUrl()).host });

export default function LegalNotice({ loaderData: { host } }: Route.ComponentProps) {
  return (
    <PublicPage title="Mentions légales">
      <p>
        Cet espace ({host}) est édité et hébergé par le service qui l’a installé ; les courriels qu’il envoie
        nomment ce service et la personne à qui écrire.
      </p>
      <h2>Logiciel</h2>
      <p>Essaim est un logiciel libre, sous licence MIT.</p>
      <h2>Données publiques</h2>
      <p>
        Institutions et territoires : COG Insee et DGCL 2026, Etalab (Licence Ouverte) ; centres des communes
        : API Géo ; côtes : Natural Earth. Les contours sont approchés et non opposables.
      </p>
      <h2>Système de design de l’État</h2>
      <p>
        L’interface utilise les composants du système de design de l’État (DSFR). La Marianne, le bloc-marque
        et la typographie de l’État sont réservés à ses services et n’apparaissent que si l’installation le
        déclare.
      </p>
    </PublicPage>
  );
}
