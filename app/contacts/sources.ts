/** Where addresses usually come from: offered, never imposed. */
export const USUAL_SOURCES = [
  ...["rencontre", "appel téléphonique", "site de l’institution", "annuaire de l’administration"],
  ...["échange de courriels", "recommandation", "événement", "LinkedIn"],
];
