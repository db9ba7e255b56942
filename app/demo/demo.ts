/** The product that the demonstration shows, and the only account of it. Nothing of it exists. */
export const DEMO_PRODUCT = {
  name: "Parcelle",
  tagline: "Aide les agriculteurs à déclarer leurs surfaces, îlot par îlot",
  reachUnit: "agriculteurs",
};

export const DEMO_LEGAL = {
  legalName: "Bureau fictif des déclarations agricoles",
  legalAddress: "1 rue de l’Exemple, 00000 Exemple",
  legalContact: "donnees@parcelle.example",
};

export const DEMO_USER = { name: "Camille Roussel", email: "camille.roussel@parcelle.example" };

export const DEMO_MAILBOX = {
  name: "Parcelle",
  fromAddress: "bonjour@parcelle.example",
  signature: "Camille Roussel\nParcelle, service public gratuit",
};
