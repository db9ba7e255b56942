/** No accent: « Étienne » → « Etienne ». */
export function unaccented(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "");
}

/** No case, no accent. */
export function plain(text: string): string {
  return unaccented(text).toLowerCase();
}

/** Words as they are compared: no case, no accent, straight apostrophes, one space. */
export function fold(text: string): string {
  return plain(text).replace(/[’‘`]/g, "'").replace(/\s+/g, " ").trim();
}

/** What an address may hold: « Relance des DDT(M) » → « relance-des-ddt-m »; empty when nothing is left. */
export function slug(text: string): string {
  return (plain(text).match(/[a-z0-9]+/g) ?? []).join("-");
}
