export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** What the bytes of a file are, met one piece after the other. */
export type Survey = { push(bytes: Uint8Array): void; encoding(): Encoding; binary(): boolean };

/**
 * Reads bytes as UTF-8 and counts where they are and where they are not. A file that is mostly UTF-8 is read as such,
 * and its few foreign lines are refused one by one; one that never was is Windows-1252, as spreadsheets write it.
 */
export function surveyBytes(): Survey {
  let head: number[] = [];
  let good = 0;
  let bad = 0;
  let nul = 0;
  let pending = 0;

  function push(bytes: Uint8Array): void {
    if (head.length < 3) head = [...head, ...bytes.subarray(0, 3 - head.length)];
    for (const byte of bytes) {
      if (byte < 0x80) {
        if (byte === 0) nul++;
        if (pending > 0) {
          bad++;
          pending = 0;
        }
      } else if (pending > 0) {
        if ((byte & 0xc0) === 0x80) {
          pending--;
          if (pending === 0) good++;
        } else {
          bad++;
          pending = lengthOf(byte);
          if (pending === 0) bad++;
        }
      } else {
        pending = lengthOf(byte);
        if (pending === 0) bad++;
      }
    }
  }

  function encoding(): Encoding {
    const [first, second] = head;
    if (first === 0xff && second === 0xfe) return "utf-16le";
    if (first === 0xfe && second === 0xff) return "utf-16be";
    const marked = first === 0xef && second === 0xbb;
    return bad === 0 || marked || good > bad ? "utf-8" : "windows-1252";
  }

  return { push, encoding, binary: () => nul > 0 && !encoding().startsWith("utf-16") };
}

/** How many bytes follow one that begins a character; none when it begins nothing. */
function lengthOf(byte: number): number {
  if (byte >= 0xc2 && byte <= 0xdf) return 1;
  if (byte >= 0xe0 && byte <= 0xef) return 2;
  return byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
}
