import { href } from "react-router";
import { Tabs } from "#app/ui/page.tsx";

/** From what is to be read to what is to be attached, and back. */
export function ReplyTabs({
  current,
  replies,
  pending,
}: {
  current: "replies" | "pending";
  replies: number;
  pending: number;
}) {
  return (
    <Tabs
      label="Ce qui est arrivé"
      tabs={[
        { label: "À traiter", to: href("/reponses"), count: replies, current: current === "replies" },
        {
          label: "À rattacher",
          to: href("/reponses/a-rattacher"),
          count: pending,
          current: current === "pending",
        },
      ]}
    />
  );
}
