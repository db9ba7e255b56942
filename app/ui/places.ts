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
    | "local-mail"
    | "settings";
  label: string;
  to: string;
  icon: IconName;
  phone?: boolean;
  /** Pages reached from it whose addresses begin otherwise. */
  also?: string[];
  last?: boolean;
  /** Only where it is in use: the menu is told. */
  optional?: boolean;
};

export const places: Place[] = [
  {
    key: "day",
    label: "Ma journée",
    to: href("/"),
    icon: "calendar-todo-line",
    phone: true,
    also: [href("/reponses"), href("/appels")],
  },
  {
    key: "institutions",
    label: "Institutions",
    to: href("/institutions"),
    icon: "government-line",
    phone: true,
    also: [href("/grands-comptes")],
  },
  { key: "contacts", label: "Contacts", to: href("/contacts"), icon: "user-line" },
  { key: "pipeline", label: "Pipeline", to: href("/partenariats"), icon: "layout-column-line", phone: true },
  { key: "campaigns", label: "Campagnes", to: href("/campagnes"), icon: "send-plane-line", phone: true },
  { key: "cartography", label: "Cartographie", to: href("/cartographie"), icon: "france-line" },
  { key: "objectives", label: "Objectifs", to: href("/objectifs"), icon: "flag-line" },
  { key: "local-mail", label: "Boîte locale", to: href("/boite-locale"), icon: "mail-line", optional: true },
  { key: "settings", label: "Réglages", to: href("/reglages"), icon: "settings-5-line", last: true },
];

/** Whether a page is the place's own, or one below it. */
export function isIn({ to, also = [] }: Place, pathname: string): boolean {
  return (
    pathname === to || [to, ...also].some((root) => root !== "/" && `${pathname}/`.startsWith(`${root}/`))
  );
}
