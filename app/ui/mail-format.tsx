export type MailFormat = "html" | "texte";

/** A mail as its recipient sees it, or as the text that goes with it. */
export function MailFormatChoice({
  format,
  choose,
  push = false,
}: {
  format: MailFormat;
  choose: (format: MailFormat) => void;
  push?: boolean;
}) {
  return (
    <div className={push ? "choices push" : "choices"} role="group" aria-label="Format">
      {(["html", "texte"] as const).map((one) => (
        <button
          key={one}
          type="button"
          className="chip chip--sm"
          aria-pressed={format === one}
          onClick={() => choose(one)}
        >
          {one === "html" ? "Courriel" : "Texte"}
        </button>
      ))}
    </div>
  );
}
