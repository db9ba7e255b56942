import { useEffect } from "react";
import { useLocation } from "react-router";
import type { Item } from "./palette-items.ts";

const MOST = 8;
const KINDS = [
  { path: /^\/institutions\/([0-9a-f-]{36})$/, kind: "institution", icon: "government-line" },
  { path: /^\/contacts\/([0-9a-f-]{36})$/, kind: "contact", icon: "user-line" },
  { path: /^\/campagnes\/([0-9a-f-]{36})$/, kind: "campaign", icon: "send-plane-line" },
] as const;

/** The files opened last, in this tab and this product: names of people are not left behind in the browser. */
export function readRecents(productId: string): Item[] {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(productId)) ?? "[]") as Item[];
  } catch {
    return [];
  }
}

/** Remembers each file that is opened, by its title. */
export function useRecents(productId: string): void {
  const { pathname } = useLocation();
  useEffect(() => {
    const found = KINDS.find(({ path }) => path.test(pathname));
    const label = document.querySelector("h1")?.textContent.trim();
    if (!found || !label || document.querySelector(".failure")) return;
    const item: Item = { key: `recent-${pathname}`, icon: found.icon, label, to: pathname };
    const others = readRecents(productId).filter(({ key }) => key !== item.key);
    sessionStorage.setItem(keyOf(productId), JSON.stringify([item, ...others].slice(0, MOST)));
  }, [pathname, productId]);
}

const keyOf = (productId: string) => `recents ${productId}`;
