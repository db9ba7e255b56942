import { href } from "react-router";
import { Tabs } from "#app/ui/page.tsx";

type View = "results" | "recipients" | "message" | "volunteers";

/** The views of a launched campaign. */
export function CampaignTabs({ id, current }: { id: string; current: View }) {
  return (
    <Tabs
      label="Campagne"
      tabs={[
        { label: "Résultats", to: href("/campagnes/:id", { id }), current: current === "results" },
        {
          label: "Destinataires",
          to: href("/campagnes/:id/destinataires", { id }),
          current: current === "recipients",
        },
        { label: "Message", to: href("/campagnes/:id/message", { id }), current: current === "message" },
        {
          label: "Volontaires",
          to: href("/campagnes/:id/volontaires", { id }),
          current: current === "volunteers",
        },
      ]}
    />
  );
}
