import { useSyncExternalStore } from "react";

/** Light, dark, or as the system says. `public/scheme.js` applies it before the first paint. */
export const schemes = ["system", "light", "dark"] as const;
export type Scheme = (typeof schemes)[number];

/** The chosen scheme, and how to change it. Kept in this browser. */
export function useScheme(): [Scheme, (scheme: Scheme) => void] {
  const scheme = useSyncExternalStore(subscribe, read, () => "system" as const);
  return [scheme, choose];
}

function read(): Scheme {
  return schemes.find((scheme) => scheme === document.documentElement.dataset.frScheme) ?? "system";
}

function choose(scheme: Scheme) {
  localStorage.setItem("scheme", scheme);
  apply(scheme);
}

function apply(scheme: Scheme) {
  const { dataset } = document.documentElement;
  const dark = scheme === "dark" || (scheme === "system" && systemIsDark().matches);
  dataset.frScheme = scheme;
  dataset.frTheme = dark ? "dark" : "light";
}

/** Another change may come from the system: at dusk, many switch by themselves. */
function subscribe(changed: () => void) {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ["data-fr-scheme"] });
  systemIsDark().addEventListener("change", follow);
  return () => {
    observer.disconnect();
    systemIsDark().removeEventListener("change", follow);
  };
}

function follow() {
  apply(read());
}

function systemIsDark() {
  return matchMedia("(prefers-color-scheme: dark)");
}
