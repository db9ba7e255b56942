import { articleOf, at, of, the } from "#app/universe/articles.ts";

/** An institution within a sentence. Empty where there is no name. */
export type InSentence = {
  /** « la DDTM de l’Hérault », « l’ARS Bretagne », « Rennes Métropole » */
  le: string;
  /** « à la DDTM de l’Hérault », « au rectorat de l’académie de Lyon » */
  au: string;
  /** « de la DDTM de l’Hérault », « des services du Premier ministre » */
  du: string;
};

/**
 * The articles of an institution's name, from the noun or the acronym it begins with: French gives them a gender, and
 * an acronym has its head noun's (« la DDT », from « direction »). A name that begins with none of those known is a
 * proper name, which takes no article: « à Rennes Métropole » is right, « à la Rennes Métropole » never is.
 */
export function inSentence(name: string | null): InSentence {
  if (!name) return { le: "", au: "", du: "" };
  const head = /^[^\s,«]+/.exec(name)?.[0] ?? name;
  const article = genderOf(head);
  if (article === null) {
    // « La Poste », « Les Restos du Cœur »: the article is in the name, and « de » contracts with it.
    const written = articleOf(name);
    return { le: the(name, written), au: at(name, written), du: of(name, written) };
  }
  const plain = COMMON.has(head) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
  return { le: the(plain, article), au: at(plain, article), du: of(plain, article) };
}

/** Insee's code of the article, as `articles.ts` reads it: 2 le, 3 la, 4 les, 5 l’; null for a proper name. */
function genderOf(head: string): number | null {
  if (PLURAL.has(head)) return 4;
  const gender = FEMININE.has(head) ? 3 : MASCULINE.has(head) ? 2 : null;
  return gender !== null && elides(head) ? 5 : gender;
}

/** Before a vowel or a mute H; the H of « haut » is not mute. */
function elides(head: string): boolean {
  return /^([aeiouyàâéèêëîïôœù]|h(?!aut))/i.test(head);
}

const words = (text: string): Set<string> => new Set(text.trim().split(/\s+/));

const FEMININE = words(`
  Administration Agence Alliance Antenne Assemblée Association Autorité Banque Bibliothèque Brigade Caisse Chambre
  Clinique Collectivité Commission Commune Communauté Compagnie Confédération Coopérative Coordination Cour
  Croix-Rouge Délégation Direction École Entreprise Eurométropole Faculté Fédération Fondation Haute Inspection
  Institution Ligue Mairie Maison Médiathèque Métropole Mission Mutuelle Nouvelle-Calédonie Plateforme Polynésie
  Préfecture Recyclerie Régie Région Résidence Société Sous-préfecture Trésorerie Union Unité Université Ville
  ANPP ARS CA CAF CARSAT CC CCI CCSS CGSS CMA CPAM CPS CSSM CTG CTM CU DAAF DAC DCSTEP DDETS DDETSPP DDFiP DDPP DDT DDTM
  DEAL DEALM DEETS DGCOPOP DGTM DIRM DISP DM DRAAF DRAC DREAL DREETS DRFiP DRIAAF DRIEAT DRIEETS DRIHL DSAC DSDEN
  DTAM MDMPH MDPH MSA SAFER UD UDAF URSSAF Urssaf Agirc-Arrco Unédic UNCCAS
`);

const MASCULINE = words(`
  Bataillon Bureau Cabinet Campus Centre Cercle Collège Comité Commissariat Conseil Conservatoire Département
  Défenseur Établissement Fonds Foyer Groupe Groupement Haut Haut-commissariat Hôpital Hospice Institut Lycée
  Laboratoire Ministère Mouvement Musée Observatoire Office Parc Pôle Port Pays Rectorat Relais Réseau SDIS SDMIS
  SIS STIS Secours Secrétariat Sénat Service Syndicat Territoire Théâtre Traitement Tribunal Vice-rectorat
  ADN CCAS CDG CHI CHR CHRU CHU CIAS CNFPT CNRS CROUS Crous CREPS EHPAD EPT ESAT GIE GIP GRETA IME PETR PNR SDEA
  SICTOM SIVOM SIVU SMICTOM SPIP
`);

const PLURAL = words(`
  Chambres Départements Familles Intercommunalités Jeunes Régions Services Terres Villes Voies
`);

/** Plain nouns, whose capital belongs to the head of a list and not to a sentence. */
const COMMON = words(`
  Centre Chambre Chambres Collectivité Commune Communauté Département Haut-commissariat Hôpital Lycée Mairie Maison
  Métropole Ministère Mission Préfecture Rectorat Région Services Sous-préfecture Syndicat Territoire Vice-rectorat
  Ville
`);
