/** « la Drôme, l’Isère et la Savoie » */
export function formatList(words: string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} et ${words.at(-1)}`;
}
