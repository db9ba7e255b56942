import type { IconName } from "./icons.ts";

/** A decorative icon, 16 px: the words beside it, or the `aria-label` of its button, say what it means. */
export function Icon({ name, size = "sm" }: { name: IconName; size?: "xs" | "sm" | "md" }) {
  return <span className={`fr-icon-${name} fr-icon--${size}`} aria-hidden="true" />;
}
