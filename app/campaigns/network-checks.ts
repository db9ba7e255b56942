import { plural } from "#app/ui/format.ts";
import type { CheckLine } from "./pre-launch.ts";

/** What was asked of the network. `authentication` null: nobody answered. */
export type Network = {
  domain: string | null;
  authentication: { spf: boolean; dkim: boolean; dmarc: boolean } | null;
  links: { link: string; state: "alive" | "dead" | "unknown" }[];
};

/** What warns, what is settled, and what could not be known, which is said as such. */
export function networkLines({ domain, authentication, links }: Network): {
  warnings: CheckLine[];
  settled: string[];
  unverified: string[];
} {
  const warnings: CheckLine[] = [];
  const settled: string[] = [];
  const unverified: string[] = [];
  if (domain && !authentication) unverified.push("SPF, DKIM et DMARC : non vérifié");
  if (domain && authentication) {
    const missing = (["spf", "dkim", "dmarc"] as const).filter((one) => !authentication[one]);
    if (missing.length === 0) settled.push("SPF, DKIM et DMARC");
    else
      warnings.push({
        code: "domain_authentication",
        message: `Le domaine ${domain} n’a pas ${missing.map((one) => one.toUpperCase()).join(" ni ")} : laposte.net, Gmail et Microsoft refusent ou écartent son courrier. Demandez-le à qui gère ce domaine.`,
      });
  }
  const dead = links.filter(({ state }) => state === "dead");
  const unknown = links.filter(({ state }) => state === "unknown");
  for (const { link } of dead)
    warnings.push({ code: `dead_link ${link}`, message: `Ce lien ne mène nulle part : ${link}` });
  if (unknown.length > 0)
    unverified.push(`${plural(unknown.length, "lien non vérifié", "liens non vérifiés")}`);
  else if (links.length > 0 && dead.length === 0)
    settled.push(`Liens : ${links.length} sur ${links.length} ${links.length > 1 ? "répondent" : "répond"}`);
  return { warnings, settled, unverified };
}
