/** The lists that leave as a file, and what each is called. */
export const EXPORT_LISTS = {
  institutions: { label: "Institutions", file: "institutions" },
  contacts: { label: "Contacts", file: "contacts" },
  partenariats: { label: "Partenariats", file: "partenariats" },
  echanges: { label: "Échanges", file: "echanges" },
  usage: { label: "Chiffres d’usage", file: "usage" },
} as const;

export type ExportList = keyof typeof EXPORT_LISTS;
export const isExportList = (name: string): name is ExportList => Object.hasOwn(EXPORT_LISTS, name);
