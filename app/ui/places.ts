import { href } from "react-router";
import type { IconName } from "./icons.ts";

/** A line of the navigation. The phone's bar has room for four. */
export type Place = {
  key:
    | "day"
    | "institutions"
    | "contacts"
    | "pipeline"
    | "campaigns"
    | "cartography"
    | "objectives"
    | "settings";
  label: string;
  to: string;
  icon: IconName;
  phone?: boolean;
  last?: boolean;
};

export const places: Place[] = [
  { key: "day", label: "Ma journée", to: href("/"), icon: "calendar-todo-line", phone: true },
  {
    key: "institutions",
    label: "Institutions",
    to: href("/institutions"),
    icon: "government-line",
    phone: true,
  },
  { key: "contacts", label: "Contacts", to: href("/contacts"), icon: "user-line" },
  { key: "pipeline", label: "Pipeline", to: href("/partenariats"), icon: "layout-column-line", phone: true },
  { key: "campaigns", label: "Campagnes", to: href("/campagnes"), icon: "send-plane-line", phone: true },
  { key: "cartography", label: "Cartographie", to: href("/cartographie"), icon: "france-line" },
  { key: "objectives", label: "Objectifs", to: href("/objectifs"), icon: "flag-line" },
  { key: "settings", label: "Réglages", to: href("/reglages"), icon: "settings-5-line", last: true },
];
