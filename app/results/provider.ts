/**
 * Who carries the recipient's mail, by the domain of the address: their filters differ, and so do their results. A
 * domain says its provider only where it is the provider's own; a town's own domain may be anywhere.
 */
export const PROVIDERS = {
  ...{ state: "État (gouv.fr)", education: "Enseignement, recherche (Renater)", google: "Google" },
  ...{ microsoft: "Microsoft", orange: "Orange", laposte: "La Poste", free: "Free", sfr: "SFR" },
  ...{ yahoo: "Yahoo", own: "Domaine propre" },
} as const;
export type Provider = keyof typeof PROVIDERS;

const RULES: [Provider, RegExp][] = [
  ["education", /(^|\.)(ac-[a-z-]+|univ-[a-z0-9-]+|renater|education\.gouv|cnrs|inrae|inria|inserm)\.fr$/],
  ["state", /(^|\.)gouv\.fr$/],
  ["google", /^(gmail|googlemail)\.com$/],
  ["microsoft", /^((outlook|hotmail|live)\.[a-z.]{2,6}|msn\.com)$/],
  ["orange", /^(orange|wanadoo)\.fr$/],
  ["laposte", /^laposte\.net$/],
  ["free", /^(free|aliceadsl|libertysurf)\.fr$/],
  ["sfr", /^(sfr|neuf|cegetel|club-internet|9online|numericable)\.(fr|com)$/],
  ["yahoo", /^(yahoo\.[a-z.]{2,6}|ymail\.com)$/],
];

/** @param domain after the `@`, in any case */
export function providerOf(domain: string): Provider {
  const name = domain.trim().toLowerCase();
  return RULES.find(([, rule]) => rule.test(name))?.[0] ?? "own";
}
