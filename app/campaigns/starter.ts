/** What a new message starts from: it shows how a field is written, and how one does without its value. */
export const STARTER = `Bonjour {{ contact.prenom | default: "" }},



Bien à vous,
{{ expediteur.nom }}`;
