/**
 * What a new message starts from: it shows how a field is written, how one does without its value, and it ends as a
 * letter to one person does, with the mailbox's signature.
 */
export const STARTER = `Bonjour {{ contact.prenom | default: "" }},



Bien à vous,
{{ expediteur.signature }}`;

/** What a follow-up begins with: short, and in the thread of the first message. */
export const FOLLOW_UP_STARTER = `Bonjour {{ contact.prenom | default: "" }},

Je me permets de revenir vers vous au sujet de mon message précédent. Auriez-vous vingt minutes pour en parler ?

Si ce n’est pas le bon moment, ou si je dois m’adresser à quelqu’un d’autre, dites-le-moi simplement.

{{ expediteur.signature }}`;
