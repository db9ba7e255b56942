import type { ReactNode } from "react";
import { Icon } from "#app/ui/icon.tsx";
import type { Sign } from "./mailbox-health.ts";

const LOOKS = {
  ok: { className: "row is-ok", icon: "checkbox-circle-line" },
  warn: { className: "row is-warn", icon: "error-warning-line" },
  late: { className: "row is-late", icon: "alert-line" },
  info: { className: "row muted", icon: "information-line" },
} as const;

/** One thing about how a mailbox fares, with what can be done about it. */
export function SignLine({ sign: { tone, text }, children }: { sign: Sign; children?: ReactNode }) {
  const { className, icon } = LOOKS[tone];
  return (
    <p className={`${className} sign`}>
      <Icon name={icon} />
      <span className="fill">{text}</span>
      {children}
    </p>
  );
}
