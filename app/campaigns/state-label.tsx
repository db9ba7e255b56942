import type { MessageState } from "#app/outbox/outbox.ts";
import { Icon } from "#app/ui/icon.tsx";
import type { IconName } from "#app/ui/icons.ts";
import { CAMPAIGN_LABELS, type CampaignState } from "./campaign-state.ts";
import { MESSAGE_WORDS } from "./message-state.ts";

const CAMPAIGN_LOOKS: Record<CampaignState, { icon: IconName; tone: string }> = {
  draft: { icon: "draft-line", tone: "" },
  running: { icon: "play-circle-line", tone: " is-open" },
  paused: { icon: "pause-circle-line", tone: " is-warn" },
  done: { icon: "checkbox-circle-line", tone: " is-ok" },
  cancelled: { icon: "close-circle-line", tone: " muted" },
};

export function CampaignStateLabel({ state }: { state: CampaignState }) {
  const { icon, tone } = CAMPAIGN_LOOKS[state];
  return (
    <span className={`state${tone}`}>
      <Icon name={icon} />
      {CAMPAIGN_LABELS[state]}
    </span>
  );
}

export function MessageStateLabel({ state }: { state: MessageState }) {
  const { label, icon, tone } = MESSAGE_WORDS[state];
  return (
    <span className={tone ? `state is-${tone}` : "state"}>
      <Icon name={icon} />
      {label}
    </span>
  );
}
