/**
 * A phone number as it is compared: its digits, in national form for a French one, overseas included (ARCEP's plan:
 * +262, +590, +594 and +596 lead nine digits, +508 six).
 */
export function normalizePhone(phone: string): string {
  const international = phone.trim().startsWith("+") || /^\D*00/.test(phone);
  const digits = phone.replace(/\(0\)/, "").replace(/\D/g, "").replace(/^00/, "");
  if (!international) return digits;
  return digits.replace(/^33(?=\d{9}$)|^(?:262|590|594|596)(?=\d{9}$)|^(?=508\d{6}$)/, "0");
}

/**
 * Whether an e-mail address is that of a function, which is not personal data: `contact@`, `mairie@`, and those
 * whose first word is such (`accueil.lunel@`, `mairie-noyon@`).
 */
export function isRoleAddress(email: string): boolean {
  const [local = ""] = email.toLowerCase().split("@");
  const [word = ""] = local.split(/[.\-_+0-9]/);
  return ROLES.has(word) || /^(?:mairie|ddtm?|prefecture|cabinet)/.test(word);
}

const ROLES = new Set(
  (
    "accueil administration agence bonjour bureau cabinet ccas centre cm commune communication compta comptabilite " +
    "contact contacts courrier courriel dg dga dgs direction dpo drh dsi elus etatcivil finances guichet hello info " +
    "infos informatique information mail mairie maison marches office pole postmaster presse prefecture rh secretariat " +
    "service services siege standard support technique tourisme urbanisme ville webmaster"
  ).split(" "),
);
