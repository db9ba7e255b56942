import type { ReactNode } from "react";

/** A table that is wider than a phone: it scrolls on its own, and the keyboard reaches it. */
export function TableScroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it
    <section className="table--scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
