/** « Hélène Castaing », or the address of a function that has no name. */
export function contactName(contact: {
  firstName: string | null;
  lastName: string | null;
  email: string | null;
}): string {
  const name = [contact.firstName, contact.lastName].filter(Boolean).join(" ");
  return name || contact.email || "Sans nom";
}
