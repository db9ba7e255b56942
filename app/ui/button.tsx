import type { ComponentProps, ReactNode } from "react";
import { Link, type LinkProps } from "react-router";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icons.ts";

type Look = {
  /** `primary` is the gesture of the moment: one a screen. */
  look?: "primary" | "secondary" | "tertiary" | "ghost";
  icon?: IconName;
  children: ReactNode;
};

/** DSFR's button, small. `type` is `button` unless said otherwise. */
export function Button({
  look,
  icon,
  className,
  type = "button",
  ...props
}: Look & ComponentProps<"button">) {
  return <button type={type} className={buttonClass(look, icon, className)} {...props} />;
}

/** A link that looks like a button. */
export function ButtonLink({ look, icon, className, ...props }: Look & LinkProps & { className?: string }) {
  return <Link className={buttonClass(look, icon, className)} {...props} />;
}

/** A button of one icon: `label` is its name and its tooltip. */
export function IconButton({
  icon,
  label,
  type = "button",
  ...props
}: { icon: IconName; label: string } & Omit<ComponentProps<"button">, "children" | "className">) {
  return (
    <button type={type} className="icon-btn" aria-label={label} title={label} {...props}>
      <Icon name={icon} />
    </button>
  );
}

const looks = {
  primary: "",
  secondary: "fr-btn--secondary",
  tertiary: "fr-btn--tertiary",
  ghost: "fr-btn--tertiary-no-outline",
};

/** The classes of a button, for what is neither `<button>` nor `<Link>`. */
export function buttonClass(look: Look["look"] = "tertiary", icon?: IconName, more?: string): string {
  return ["fr-btn fr-btn--sm", looks[look], icon && `fr-icon-${icon} fr-btn--icon-left`, more]
    .filter(Boolean)
    .join(" ");
}
