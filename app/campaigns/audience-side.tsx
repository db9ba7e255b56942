import { href, Link } from "react-router";
import { formatNumber } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { CheckLine } from "./check-line.tsx";
import type { Composer } from "./composer.server.ts";
import type { ExclusionReason } from "./exclusion.ts";
import { StopBlock } from "./stop-block.tsx";
import { ExclusionList } from "./exclusion-list.tsx";

/** Whom: how many people and institutions, who is left out and why, what to see to before the launch. */
export function AudienceSide({ composer, writes }: { composer: Composer; writes: boolean }) {
  const { campaign, recipients, institutions, chips, excluded, excludedCount } = composer;
  return (
    <section className="compose__side" aria-labelledby="audience">
      <div className="row">
        <h2 id="audience">Audience</h2>
        {writes && (
          <Link
            className="chip chip--sm chip--ghost push fr-raw-link"
            to={href("/campagnes/:id/audience", { id: campaign.id })}
          >
            Modifier
          </Link>
        )}
      </div>
      <p aria-live="polite">
        <span className="big__figure">{formatNumber(recipients)}</span>{" "}
        {recipients < 2 ? "personne" : "personnes"} dans {formatNumber(institutions)}{" "}
        {institutions < 2 ? "institution" : "institutions"}
      </p>
      <div className="row row--wrap">
        {chips.map((chip) => (
          <span key={chip} className="chip chip--sm">
            {chip}
          </span>
        ))}
      </div>
      {excludedCount > 0 && (
        <div className="compose__block">
          <div className="row">
            <h3>Qui n’y est pas, et pourquoi</h3>
            <span className="muted push">{formatNumber(excludedCount)}</span>
          </div>
          <ExclusionList excluded={excluded} of={{ campagne: campaign.id }} />
        </div>
      )}
      <CheckList composer={composer} />
      <StopBlock campaignId={campaign.id} sequence={composer.sequence} writes={writes} />
    </section>
  );
}

/** Each question asked before a launch: what blocks, what to know, what is settled. */
function CheckList({ composer: { campaign, check, settled, unverified } }: { composer: Composer }) {
  // Who is left out is said above, with the names.
  const warnings = check.warnings.filter(({ code }) => !LEFT_OUT.has(code));
  return (
    <div className="compose__block">
      <div className="row">
        <h3>Avant le lancement</h3>
        <span className="muted push">
          {formatNumber(settled.length)} sur{" "}
          {formatNumber(settled.length + check.blocking.length + warnings.length)}
        </span>
      </div>
      <ul className="fr-raw-list" aria-live="polite">
        {check.blocking.map((line) => (
          <li key={line.code + line.message} className="check-item">
            <span className="is-late" title="Empêche le lancement">
              <Icon name="close-circle-line" />
              <span className="fr-sr-only">Empêche le lancement :</span>
            </span>
            <CheckLine line={line} campaignId={campaign.id} />
          </li>
        ))}
        {warnings.map((line) => (
          <li key={line.code + line.message} className="check-item">
            <span className="is-warn" title="À savoir">
              <Icon name="error-warning-line" />
              <span className="fr-sr-only">À savoir :</span>
            </span>
            <CheckLine line={line} campaignId={campaign.id} />
          </li>
        ))}
        {unverified.map((message) => (
          <li key={message} className="check-item muted">
            <Icon name="question-line" />
            <p>{message}</p>
          </li>
        ))}
        {settled.map((message) => (
          <li key={message} className="check-item">
            <span className="is-ok">
              <Icon name="check-line" />
            </span>
            <p>{message}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}

const LEFT_OUT = new Set<string>([
  "deleted",
  "no_address",
  "opposed",
  "duplicate",
  "in_sequence",
  "stage_reached",
  "pressure",
  "recently_solicited",
  "colleague_chosen",
] satisfies ExclusionReason[]);
