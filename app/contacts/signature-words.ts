const COURTESY =
  /^(bien |tr[èe]s )?(cordialement|sinc[èe]rement|respectueusement|amicalement|salutations?|bonne (journ[ée]e|r[ée]ception|soir[ée]e)|bien [àa] vous|merci|envoy[ée] d|sent from|t[ée]l[ée]charger outlook|get outlook|bonjour|--)/i;
const WARNING =
  /(environnement avant|n['’]imprimez|ce message|this e-?mail|confidentiel|pi[èe]ces jointes|a [ée]crit ?:|^le \d|^de ?:|^objet ?:|^envoy[ée] ?:)/i;
const PLACE =
  /(\b\d{5}\b|^\d+ ?(bis|ter)?,? |\bcedex\b|\b(bp|cs) ?\d|^(rue|avenue|boulevard|place|square|quai|all[ée]e|chemin|cours|impasse|route|zae?|zi|zac|h[ôo]tel d[eu]|cit[ée] administrative|bureau \d|b[âa]timent)\b)/i;
const NUMBER =
  /^((t[ée]l|port|mob|fax|gsm)(?!\p{L})|[tpmd][.: ]+\+?\d|t[ée]l[ée]phone|t[ée]l[ée]copie|mobile|portable|standard|ligne directe|secr[ée]tariat ?:|signal ?:|courriel|e-?mail|mail|poste \d)|(\d[\s.-]?){9,}|^\+?[\d\s().-]+$/iu;
const LINK = /(https?:|www\.|^[\w-]+\.(gouv\.)?(fr|bzh|org|com|eu)$)/i;
const HOURS = /^(du )?(lundi|mardi|mercredi|jeudi|vendredi)|\d ?h\b/i;

/** A courtesy, an address, a number, a warning: what says nothing of who signs. */
export function isNoise(line: string): boolean {
  return (
    [COURTESY, WARNING, PLACE, NUMBER, LINK, HOURS].some((kind) => kind.test(line)) || !/\p{L}/u.test(line)
  );
}

const FUNCTIONS = [
  ...["charg[ée]e?s? d", "cheff?e?s? d", "directeur", "directrice", "responsable", "adjointe?", "maire\\b"],
  ...[
    "secr[ée]taire",
    "conseill",
    "pr[ée]sident",
    "technicien",
    "ing[ée]nieur",
    "gestionnaire",
    "r[ée]f[ée]rent",
  ],
  ...["coordinat", "coordonnat", "animat", "assistant", "sous-pr[ée]f[eè]te?\\b", "pr[ée]f[eè]te?\\b"],
  ...[
    "d[ée]l[ée]gu[ée]",
    "inspect",
    "instruct",
    "agente?\\b",
    "r[ée]dact",
    "attach[ée]",
    "m[ée]decin",
    "expert",
  ],
  ...[
    "d[ée]velopp(eur|euse)",
    "pilote",
    "[ée]lue?\\b",
    "dgs\\b",
    "dga\\b",
    "dsi\\b",
    "lieutenant",
    "commandant",
  ],
  ...["capitaine", "colonel", "product owner", "administrat(eur|rice)", "juriste", "comptable", "analyste"],
  ...["intrapreneur", "formateur", "formatrice", "m[ée]diat(eur|rice)", "v[ée]t[ée]rinaire", "architecte"],
  ...["greffi", "magistrat", "professeur", "enseignant", "proviseur", "principale?\\b", "chercheu"],
].join("|");
const FUNCTION = new RegExp(`^(la |le |l['’]|vice-|m\\. le |mme la )?(${FUNCTIONS})`, "i");

/** Whether a line says what somebody does. */
export function saysFunction(line: string): boolean {
  return FUNCTION.test(line);
}

/** The words institutions are called by; those of a service within one weigh less. */
const INSTITUTIONS = [
  ...[
    "direction d[ée]partementale",
    "direction r[ée]gionale",
    "direction interminist[ée]rielle",
    "ddt",
    "ddtm",
  ],
  ...[
    "ddets",
    "ddpp",
    "draaf",
    "daaf",
    "deal\\b",
    "dreal",
    "dreets",
    "drac\\b",
    "pr[ée]fecture",
    "sous-pr[ée]fecture",
  ],
  ...[
    "mairie",
    "ville d",
    "commune d",
    "communaut[ée] (de|d['’]|urbaine)",
    "cc d",
    "ca d",
    "m[ée]tropole",
    "d[ée]partement d",
  ],
  ...[
    "conseil d[ée]partemental",
    "conseil r[ée]gional",
    "r[ée]gion ",
    "chambre d",
    "caf\\b",
    "cpam",
    "msa\\b",
    "carsat",
  ],
  ...[
    "ars\\b",
    "agence ",
    "minist[èe]re",
    "office ",
    "syndicat ",
    "universit[ée]",
    "ccas",
    "sdis",
    "rectorat",
    "acad[ée]mie",
  ],
  ...[
    "association ",
    "urssaf",
    "france travail",
    "p[ôo]le emploi",
    "centre hospitalier",
    "chu\\b",
    "cci\\b",
    "cma\\b",
  ],
  ...[
    "anct",
    "insee",
    "ign\\b",
    "cnaf",
    "cnam",
    "ademe",
    "parc naturel",
    "f[ée]d[ée]ration ",
    "union ",
    "institut ",
  ],
].join("|");
const INSTITUTION = new RegExp(`^(la |le |l['’]|les )?(${INSTITUTIONS})`, "i");
const SERVICE =
  /^(la |le |l['’])?(service|p[ôo]le|direction|bureau|d[ée]l[ée]gation|mission|unit[ée]|d[ée]partement\b|incubateur|cellule|secr[ée]tariat)/i;

export function isOrganisation(line: string): boolean {
  return INSTITUTION.test(line) || SERVICE.test(line);
}

/** The institution before its service. */
export function organisationRank(line: string): number {
  return INSTITUTION.test(line) ? 2 : 1;
}
