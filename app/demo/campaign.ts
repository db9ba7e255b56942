/** The first campaign, as Camille has left it: written, addressed, not launched. */
export const CAMPAIGN = {
  name: "Découverte DDT(M)",
  subject: "Déclarations de surfaces : un essai {{ institution.au }} ?",
  text: `Bonjour {{ contact.prenom }},

Chaque printemps, les agriculteurs appellent vos équipes pour les mêmes questions de déclaration. Parcelle, un service public gratuit, y répond avec eux, îlot par îlot.

Plusieurs directions départementales l’essaient déjà. Auriez-vous vingt minutes pour voir si {{ institution.le }} pourrait être la prochaine ?

Concrètement, pour « {{ territoire.nom }} » :
– deux agents formés en une demi-journée ;
– une douzaine d’exploitations volontaires pour commencer ;
– un bilan partagé au bout de six semaines.

Si ce sujet n’est pas le vôtre, dites-moi simplement à qui m’adresser.

Bien à vous,
Camille Roussel
{{ expediteur.nom }}`,
};

/** How many people it is addressed to. */
export const CAMPAIGN_SIZE = 40;
