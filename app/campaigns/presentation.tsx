import { useId } from "react";
import { href, useFetcher } from "react-router";
import type { Composer } from "./composer.server.ts";

const LAYOUTS = [
  { layout: "letter", words: "Lettre", title: "Une lettre, comme on l’écrirait à la main" },
  {
    layout: "service",
    words: "En-tête du service",
    title: "Le nom du service public et de son organisme, en tête",
  },
] as const;

/** How the letter is dressed, and what its links say of where they were read. Saved at once. */
export function Presentation({
  composer: { campaign, presentation },
  version,
  writes,
}: {
  composer: Pick<Composer, "campaign" | "presentation">;
  version: number;
  writes: boolean;
}) {
  const fetcher = useFetcher<{ refusal?: string }>();
  const tagId = useId();
  const hintId = useId();
  const action = href("/campagnes/:id/brouillon", { id: campaign.id });
  const save = (fields: { layout: string } | { linkTag: string }) =>
    void fetcher.submit({ ...fields, version: String(version) }, { method: "post", action });
  const layout = fetcher.formData?.get("layout") ?? presentation.layout;
  const refusal = fetcher.state === "idle" ? fetcher.data?.refusal : undefined;
  return (
    <>
      <dt>Style</dt>
      <dd>
        <div className="choices" role="group" aria-label="Mise en page">
          {LAYOUTS.map((one) => (
            <button
              key={one.layout}
              type="button"
              className="chip chip--sm"
              title={one.title}
              aria-pressed={layout === one.layout}
              disabled={!writes}
              onClick={() => save({ layout: one.layout })}
            >
              {one.words}
            </button>
          ))}
        </div>
      </dd>
      <dt>
        <label htmlFor={tagId}>Liens</label>
      </dt>
      <dd>
        <span className="row">
          <input
            id={tagId}
            key={presentation.linkTag}
            className="envelope__field"
            defaultValue={presentation.linkTag ?? ""}
            placeholder="sans étiquette"
            maxLength={60}
            readOnly={!writes}
            aria-describedby={hintId}
            aria-invalid={refusal ? true : undefined}
            onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
            onBlur={({ target: { value } }) =>
              writes && value.trim() !== (presentation.linkTag ?? "") && save({ linkTag: value })
            }
          />
          <span id={hintId} className={`small push ${refusal ? "is-late" : "muted"}`} aria-live="polite">
            {refusal ?? "mtm_campaign : la même pour tous"}
          </span>
        </span>
      </dd>
    </>
  );
}
