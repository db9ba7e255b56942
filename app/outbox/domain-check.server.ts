import { Resolver } from "node:dns/promises";

/** Whether a domain's mail can be told from a forgery. null: no resolver answered, so nobody knows. */
export type DomainCheck = { spf: boolean; dkim: boolean; dmarc: boolean } | null;

const PATIENCE_MS = 1_000;

/**
 * What the DNS says of a domain that sends mail: SPF (RFC 7208) and DMARC (RFC 7489) by their records, the latter on
 * the domain or its parents; DKIM (RFC 6376) by the mere existence of `_domainkey`, since a selector is not known before a
 * message has been seen.
 * @param servers the resolvers to ask; the machine's own if absent
 */
export async function checkDomain(domain: string, servers?: string[]): Promise<DomainCheck> {
  const resolver = new Resolver({ timeout: PATIENCE_MS, tries: 1 });
  try {
    if (servers) resolver.setServers(servers);
    const [spf, dkim, dmarc] = await Promise.all([
      records(resolver, domain).then((found) => found?.some((text) => /^v=spf1(\s|$)/i.test(text)) ?? false),
      records(resolver, `_domainkey.${domain}`).then((found) => found !== null),
      hasDmarc(resolver, domain),
    ]);
    return { spf, dkim, dmarc };
  } catch {
    return null;
  }
}

async function hasDmarc(resolver: Resolver, domain: string): Promise<boolean> {
  const labels = domain.split(".");
  for (let from = 0; from < Math.max(1, labels.length - 1); from++) {
    const found = await records(resolver, `_dmarc.${labels.slice(from).join(".")}`);
    if (found?.some((text) => /^v=DMARC1(\s|;|$)/i.test(text))) return true;
  }
  return false;
}

/** The texts of a name; empty when it exists without any; null when it does not exist. */
async function records(resolver: Resolver, name: string): Promise<string[] | null> {
  try {
    return (await resolver.resolveTxt(name)).map((chunks) => chunks.join(""));
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "ENODATA") return [];
    if (code === "ENOTFOUND") return null;
    throw error;
  }
}
