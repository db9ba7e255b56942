import { useState } from "react";
import { href, useFetcher } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { plural, relativeTime } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page.tsx";
import { AudienceSide } from "./audience-side.tsx";
import type { Composer as ComposerData } from "./composer.server.ts";
import { ConflictDialog } from "./conflict-dialog.tsx";
import type { DraftState } from "./draft-saver.ts";
import { LaunchDialog } from "./launch-dialog.tsx";
import { MessageColumn, type MailboxChoice } from "./message-column.tsx";
import { PreviewColumn } from "./preview-column.tsx";
import { ScheduleNotice } from "./schedule-notice.tsx";
import { SequenceBar } from "./sequence-bar.tsx";
import { CampaignStateLabel } from "./state-label.tsx";
import { useDraft } from "./use-draft.ts";
import { useNarrow } from "./use-narrow.ts";
import { useTrialToast } from "./use-trial-toast.ts";

/** The page of a draft: whom, what, and what it gives. On a phone it is read and tried, not written. */
export function Composer({
  composer,
  mailboxes,
  writes,
  now,
}: {
  composer: ComposerData;
  mailboxes: MailboxChoice[];
  writes: boolean;
  now: Date;
}) {
  const { campaign, recipients, sequence, shown, savedAt } = composer;
  const { variantId } = sequence.current;
  const { id } = campaign;
  const narrow = useNarrow();
  const edits = writes && !narrow && !sequence.scheduledAt;
  const first = sequence.steps[0]!.variants[0]!.id;
  const draft = useDraft(
    variantId === first ? id : `${id} ${variantId}`,
    composer.draft,
    `${href("/campagnes/:id/brouillon", { id })}?variante=${variantId}`,
  );
  const [launching, setLaunching] = useState(false);
  const [clashing, setClashing] = useState(true);
  const trial = useFetcher<{ sentTo: string } | { refusal: string }>();
  useTrialToast(trial.data);

  async function openLaunch() {
    if (await draft.save()) setLaunching(true);
  }

  return (
    <>
      <PageHead
        title={draft.words.name || "Sans nom"}
        crumbs={[{ label: "Campagnes", to: href("/campagnes") }]}
        beside={
          <>
            <CampaignStateLabel state="draft" />
            <SaveState draft={draft} savedAt={savedAt} now={now} />
            {draft.stale && !clashing && (
              <button type="button" className="link small" onClick={() => setClashing(true)}>
                Choisir
              </button>
            )}
          </>
        }
      >
        {writes && (
          <ButtonLink look="ghost" icon="survey-line" to={href("/campagnes/:id/echappee", { id })}>
            Échappée
          </ButtonLink>
        )}
        {writes && shown && (
          <trial.Form method="post" action={href("/campagnes/:id/essai", { id })}>
            <input type="hidden" name="contactId" value={shown.contactId} />
            <Button type="submit" icon="mail-send-line" aria-disabled={trial.state !== "idle"}>
              M’envoyer un essai
            </Button>
          </trial.Form>
        )}
        {edits && (
          <Button look="primary" icon="send-plane-line" onClick={() => void openLaunch()}>
            {recipients > 0 ? `Lancer pour ${plural(recipients, "personne")}` : "Lancer"}
          </Button>
        )}
      </PageHead>
      {writes && narrow && (
        <p className="notice notice--plain small">
          Sur un téléphone, une campagne se relit et s’essaie. Pour l’écrire et la lancer, ouvrez-la sur un
          écran plus large.
        </p>
      )}
      <ScheduleNotice
        campaignId={id}
        scheduledAt={sequence.scheduledAt}
        now={now}
        writes={writes}
        onLaunch={() => void openLaunch()}
      />
      <div className="compose">
        <AudienceSide composer={composer} writes={edits} />
        <MessageColumn composer={composer} draft={draft} mailboxes={mailboxes} writes={edits}>
          <SequenceBar campaignId={id} sequence={sequence} writes={edits} save={draft.save} />
        </MessageColumn>
        <PreviewColumn
          sequence={sequence}
          campaignId={id}
          version={draft.version}
          shown={shown}
          found={composer.found}
        />
      </div>
      <LaunchDialog
        open={launching}
        onClose={() => setLaunching(false)}
        composer={composer}
        version={draft.version}
      />
      {draft.stale && (
        <ConflictDialog
          open={clashing}
          onClose={() => setClashing(false)}
          stale={draft.stale}
          mailboxes={mailboxes}
          onSettle={draft.settle}
          now={now}
        />
      )}
    </>
  );
}

/** Whether what is typed is safe, always in words. */
function SaveState({ draft, savedAt, now }: { draft: DraftState; savedAt: Date | null; now: Date }) {
  const { tone, words } = saveWords(draft, savedAt, now);
  return (
    <output className={`small ${tone}`} aria-live="polite">
      {words}
    </output>
  );
}

function saveWords({ status, refusal }: DraftState, savedAt: Date | null, now: Date) {
  switch (status) {
    case "saved":
      return { tone: "muted", words: savedAt ? `enregistré ${relativeTime(savedAt, now)}` : "enregistré" };
    case "unsaved":
      return { tone: "muted", words: "non enregistré" };
    case "saving":
      return { tone: "muted", words: "enregistrement…" };
    case "unreachable":
      return { tone: "is-warn", words: "Hors connexion. Vos saisies sont gardées ici." };
    default:
      return { tone: "is-late", words: refusal ?? "non enregistré" };
  }
}
