import type { PlaceKind } from "./place.ts";

/** First and family names of here and elsewhere, as a French organisation chart has them. */
export const WOMEN = list(`
  Adèle Agnès Aïcha Amandine Anaïs Aurélie Béatrice Bérénice Capucine Carole Céline Chloé Corinne
  Dalila Delphine Élodie Émilie Fatoumata Florence Gwenaëlle Haby Inès Isabelle Jeanne Julie Karine
  Laëtitia Leïla Linh Lucie Maëlle Magali Malika Margaux Marion Mathilde Nadège Nathalie Noémie Océane
  Pauline Rachel Rokhaya Sabrina Sandrine Solène Sophie Soizic Valérie Yasmine
`);

export const MEN = list(`
  Adrien Alexandre Amadou Antoine Arnaud Baptiste Benoît Bertrand Cédric Clément Cyril David Didier
  Édouard Emmanuel Erwan Fabrice Farid Florian François Gaël Grégory Guillaume Hamza Hervé Hugo Jérôme
  João Julien Karim Laurent Loïc Ludovic Mamadou Marc Mehdi Mickaël Nicolas Olivier Pascal Pierre
  Rachid Régis Samir Sébastien Stéphane Thibault Thierry Vincent Yann
`);

export const FAMILY_NAMES = list(`
  Abadie Achour Andrieu Arnal Aubertin Ba Bailly Barbier Belkacem Benali Berger Bouchet Boulanger
  Bourgoin Briand Carpentier Castel Chabert Chevalier Cissé Collet Cordier Costa Coulibaly Dacosta
  Delattre Delorme Deschamps Diop Dubreuil Dumas Dupuy El_Amrani Etcheverry Fabre Faure Favier
  Ferreira Fofana Fournier Gaillard Garcia Gauthier Giraud Grandjean Guérin Guillemot Haddad Hamon
  Hébert Huet Jacquet Joubert Kaba Keller Klein Lacombe Laffitte Lambert Langlois Le_Bihan Le_Goff
  Leclercq Lefèvre Lopez Mahé Maillard Mansouri Marchand Martinez Masson Mercier Meunier Meyer Mokrani
  Monnier Morvan Muller Nguyen Noël Oliveira Pasquier Payet Pelletier Pereira Perrin Picard Poulain
  Prévost Quéré Raynaud Renard Ribeiro Rivière Rossi Roux Saïdi Sanchez Schmitt Sylla Tanguy Teixeira
  Thibaud Touré Traoré Tran Verdier Vidal Vuillemin Zerrouki
`);

type Gendered = readonly [feminine: string, masculine: string];
type Functions = { heads: Gendered[]; officers: Gendered[] };

const STATE_OFFICERS: Gendered[] = [
  ["Chargée de mission PAC", "Chargé de mission PAC"],
  ["Cheffe du pôle PAC", "Chef du pôle PAC"],
  ["Cheffe de l’unité aides directes", "Chef de l’unité aides directes"],
  ["Instructrice des aides surfaciques", "Instructeur des aides surfaciques"],
  ["Référente télédéclaration", "Référent télédéclaration"],
  ["Adjointe au chef du service agriculture", "Adjoint au chef du service agriculture"],
];

export const FUNCTIONS: Record<PlaceKind, Functions> = {
  ddt: {
    heads: [
      ["Cheffe du service agriculture", "Chef du service agriculture"],
      ["Cheffe du service économie agricole", "Chef du service économie agricole"],
      ["Directrice adjointe", "Directeur adjoint"],
    ],
    officers: STATE_OFFICERS,
  },
  daaf: {
    heads: [
      ["Cheffe du service économie agricole", "Chef du service économie agricole"],
      ["Directrice adjointe", "Directeur adjoint"],
    ],
    officers: STATE_OFFICERS,
  },
  chamber: {
    heads: [
      ["Responsable du pôle exploitations", "Responsable du pôle exploitations"],
      ["Cheffe du service conseil", "Chef du service conseil"],
    ],
    officers: [
      ["Conseillère PAC", "Conseiller PAC"],
      ["Conseillère numérique", "Conseiller numérique"],
    ],
  },
};

/** Names between spaces; « _ » stands for a space of the name. */
function list(names: string): string[] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => name.replaceAll("_", " "));
}
