import { PublicPage } from "#app/public-pages/public-page.tsx";
import type { Route } from "./+types/accessibility";

export const meta: Route.MetaFunction = () => [{ title: "Accessibilité · Essaim" }];

export default function Accessibility() {
  return (
    <PublicPage title="Déclaration d’accessibilité">
      <p>
        Essaim est fait pour être utilisable par toutes et tous, au clavier comme avec un lecteur d’écran, en
        clair comme en sombre, du téléphone au grand écran.
      </p>
      <h2>État de conformité</h2>
      <p>
        Essaim n’a pas encore été audité selon le référentiel général d’amélioration de l’accessibilité (RGAA,
        version 4.1) : il est donc déclaré non conforme. Des contrôles automatiques (axe) sont passés sur ses
        pages à chaque version.
      </p>
      <h2>Ce qui est en place</h2>
      <ul>
        <li>Chaque carte est accompagnée d’un tableau qui porte les mêmes chiffres.</li>
        <li>La couleur n’est jamais seule : un mot, une forme ou un motif dit la même chose.</li>
        <li>Chaque geste à la souris a son équivalent au clavier.</li>
      </ul>
      <h2>Signaler une difficulté</h2>
      <p>
        Écrivez à l’administration de votre espace. Sans réponse, vous pouvez saisir le Défenseur des droits
        (defenseurdesdroits.fr).
      </p>
    </PublicPage>
  );
}
