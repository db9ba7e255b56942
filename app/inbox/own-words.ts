/**
 * What the sender wrote, without what they quote nor what follows it. A reply below the quote keeps both its parts.
 * The marks are those of the mail programs met in French administrations: Outlook, Thunderbird, Zimbra, Gmail, Roundcube.
 */
export function ownWords(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (/^-- ?$/.test(line) || startsQuotedMessage(lines, i)) break;
    const introduction = introductionAt(lines, i);
    if (introduction > 0) i += introduction - 1;
    else if (!/^\s*>/.test(line)) kept.push(line);
  }
  return kept
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** « -----Message d’origine----- », or the block of headers that Outlook and Zimbra write: nothing of the sender's follows. */
function startsQuotedMessage(lines: string[], i: number): boolean {
  const line = lines[i]!.trim();
  if (
    /^-{2,}\s*(message (d['’]origine|transféré|original|initial)|mail original|original message|forwarded message|courriel original)\s*-{2,}/i.test(
      line,
    )
  )
    return true;
  if (/^(début du message (réexpédié|transféré)|begin forwarded message)\s*:/i.test(line)) return true;
  const next = lines.slice(i, i + 6).map((one) => one.trim().replace(/^\*|\*(?=\s*:)/g, ""));
  return (
    /^_{8,}$|^(de|from)\s*:/i.test(next[0]!) &&
    next.some((one) => /^(envoyé|sent|date)\s*:/i.test(one)) &&
    next.some((one) => /^(à|to|objet|subject)\s*:/i.test(one))
  );
}

/** « Le lun. 5 oct. 2026 à 10:12, Camille Roussel <…> a écrit : »: on how many lines, folded on three at most. */
function introductionAt(lines: string[], i: number): number {
  if (!/^\s*(le|on|am)\s+\D{0,14}\d/i.test(lines[i]!)) return 0;
  const ends = [1, 2, 3].find((count) =>
    /(a écrit|wrote|schrieb)\s*:?\s*$/i.test(lines.slice(i, i + count).join(" ")),
  );
  return ends ?? 0;
}
