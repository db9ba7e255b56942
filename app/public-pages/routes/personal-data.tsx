import { PublicPage } from "#app/public-pages/public-page.tsx";
import type { Route } from "./+types/personal-data";

export const meta: Route.MetaFunction = () => [{ title: "Données personnelles · Essaim" }];

export default function PersonalData() {
  return (
    <PublicPage title="Données personnelles">
      <h2>Si vous avez reçu un courriel</h2>
      <p>
        Votre adresse professionnelle a été relevée au titre de votre fonction ; le courriel dit où et quand.
        Le service qui vous écrit est responsable de ce traitement et le fonde sur la base légale qu’il
        indique.
      </p>
      <ul>
        <li>
          Pour ne plus être sollicité, suivez le lien au bas du courriel : l’opposition est immédiate et vaut
          pour tous les produits de cet espace. Elle est gardée sous forme d’empreinte, sans votre adresse.
        </li>
        <li>
          Pour accéder à vos données, les corriger ou les effacer, écrivez à la personne nommée au bas du
          courriel.
        </li>
        <li>Vous pouvez adresser une réclamation à la CNIL (cnil.fr).</li>
      </ul>
      <h2>Ce que les courriels ne font pas</h2>
      <p>
        Ils ne contiennent ni image de suivi, ni lien propre à votre personne autre que celui de l’opposition.
        Personne ne sait si vous les avez ouverts, ni sur quoi vous avez cliqué.
      </p>
      <h2>Si vous utilisez Essaim</h2>
      <p>
        Votre nom et votre adresse servent à vous connecter et à signer ce que vous faites : chaque
        modification garde son auteur et sa date. Deux cookies sont déposés, nécessaires au fonctionnement :
        votre session et le produit ouvert.
      </p>
    </PublicPage>
  );
}
