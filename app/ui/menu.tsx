import { type ComponentProps, type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import { Link, type LinkProps } from "react-router";
import { usePopoverPlace } from "./popover.ts";

type Opener = Omit<ComponentProps<"button">, "children" | "type" | "popoverTarget" | "ref">;

/**
 * A button and its menu: arrows, Home, End and first letters move, Escape closes and gives the focus back.
 * Opens before JavaScript has loaded, since the popover is the browser's.
 */
export function Menu({
  button,
  label,
  align = "start",
  opener,
  children,
}: {
  /** What the button shows. */
  button: ReactNode;
  /** The name of the menu. */
  label: string;
  align?: "start" | "end";
  /** Attributes of the button: its class, its `aria-label`. */
  opener?: Opener;
  children: ReactNode;
}) {
  const id = useId();
  const buttonRef = useRef<HTMLButtonElement>(null);
  const menuRef = useRef<HTMLDivElement>(null);
  usePopoverPlace(menuRef, buttonRef, align);
  useEffect(() => {
    const menu = menuRef.current;
    const toggled = (event: ToggleEvent) => {
      const open = event.newState === "open";
      buttonRef.current?.setAttribute("aria-expanded", String(open));
      if (open) items(menu)[0]?.focus();
    };
    menu?.addEventListener("toggle", toggled);
    return () => menu?.removeEventListener("toggle", toggled);
  }, []);
  return (
    <>
      <button
        {...opener}
        type="button"
        ref={buttonRef}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded="false"
        aria-controls={id}
      >
        {button}
      </button>
      <div
        id={id}
        ref={menuRef}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        className="menu popover"
        onKeyDown={(event) => moveFocus(event, menuRef.current)}
        onClick={(event) => closeAfter(event.target, menuRef.current)}
      >
        {children}
      </div>
    </>
  );
}

/** A line of a menu that does something. Inside a `<form role="none">`, `type="submit"` sends it. */
export function MenuButton({ type = "button", ...props }: ComponentProps<"button">) {
  return <button type={type} role="menuitem" tabIndex={-1} className="menu__item" {...props} />;
}

/** A line of a menu that leads somewhere. */
export function MenuLink(props: LinkProps) {
  return <Link role="menuitem" tabIndex={-1} className="menu__item fr-raw-link" {...props} />;
}

/** A line of a menu that is one choice among several. */
export function MenuChoice({ checked, ...props }: { checked: boolean } & ComponentProps<"button">) {
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={checked}
      tabIndex={-1}
      className="menu__item"
      {...props}
    />
  );
}

export function MenuTitle({ children }: { children: ReactNode }) {
  return (
    <p className="menu__title" role="presentation">
      {children}
    </p>
  );
}

export function MenuRule() {
  return <hr className="menu__rule" />;
}

function items(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>("[role^='menuitem']:not(:disabled)") ?? [])];
}

function moveFocus(event: KeyboardEvent, menu: HTMLElement | null) {
  const all = items(menu);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = target(event.key, at, all);
  if (event.key === "Tab") menu?.hidePopover();
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function target(key: string, at: number, all: HTMLElement[]): HTMLElement | undefined {
  if (key === "ArrowDown") return all[(at + 1) % all.length];
  if (key === "ArrowUp") return all.at(at <= 0 ? -1 : at - 1);
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  if (!/^\p{L}$/u.test(key)) return undefined;
  const after = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return after.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}

/** A choice leaves the menu open, to be seen; everything else closes it. */
function closeAfter(clicked: EventTarget, menu: HTMLElement | null) {
  if (clicked instanceof Element && clicked.closest("[role='menuitem']")) menu?.hidePopover();
}
