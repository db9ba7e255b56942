/** The first campaign, as Camille wrote it: one message in two versions, and one follow-up a week later. */
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
{{ expediteur.signature }}`,
  /** What half of them read instead: shorter, and what it asks comes first. */
  other: {
    subject: "Vingt minutes pour vos permanences d’avril ?",
    text: `Bonjour {{ contact.prenom }},

Auriez-vous vingt minutes pour voir Parcelle à l’œuvre ? Ce service public gratuit répond aux questions de déclaration des agriculteurs, îlot par îlot, avant qu’ils n’appellent vos équipes.

Un essai {{ institution.au }} : deux agents formés en une demi-journée, une douzaine d’exploitations, un bilan au bout de six semaines.

Si ce sujet n’est pas le vôtre, dites-moi simplement à qui m’adresser.

Bien à vous,
{{ expediteur.signature }}`,
  },
  /** What it was to show, written before the launch. */
  experiment: {
    hypothesis: "Un directeur à qui l’on écrit sans l’avoir rencontré répond une fois sur cinq.",
    goal: "reply" as const,
    threshold: 20,
    endsInDays: 10,
  },
  /** In working days. */
  delayDays: 5,
  followUp: `Bonjour {{ contact.prenom }},

Je me permets de revenir vers vous au sujet de Parcelle. Un essai {{ institution.au }} tiendrait en une demi-journée de formation, avant la prochaine campagne de déclaration.

Si vingt minutes vous conviennent cette semaine, proposez-moi un créneau ; sinon je ne vous solliciterai plus.

Bien à vous,
{{ expediteur.signature }}`,
  /** Everybody is written to in three days. */
  dailyCap: 15,
};

/** How many people it is addressed to. */
export const CAMPAIGN_SIZE = 45;
