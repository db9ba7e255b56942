/** What is looked for in the list: words, bounded. */
export function readQuery(params: URLSearchParams): string {
  return (params.get("q") ?? "").replaceAll("\0", "").toWellFormed().trim().slice(0, 200);
}
