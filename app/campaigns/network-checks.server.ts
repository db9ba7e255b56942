import { env } from "#app/env.server.ts";
import { checkDomain, type DomainCheck } from "#app/outbox/domain-check.server.ts";
import { checkLink, type LinkState } from "#app/outbox/link-check.server.ts";
import { linksOf } from "#app/outbox/links.ts";
import { remember } from "#app/remember.ts";
import type { Network } from "./network-checks.ts";

/** A page does not wait longer; what comes later is there the next time. */
const PATIENCE_MS = 1_500;
const KEPT_MS = 10 * 60_000;
const KEPT = 500;
/** A message with more links than that is not a letter. */
const LINKS = 10;

/** What the network says of the sender's domain and of the links, when it is asked and answers. */
export async function readNetwork(fromAddress: string | null, texts: string[]): Promise<Network> {
  const domain = fromAddress?.split("@")[1]?.toLowerCase() ?? null;
  const links = env.CHECK_LINKS === "on" ? [...new Set(texts.flatMap(linksOf))].slice(0, LINKS) : [];
  const [authentication, ...states] = await Promise.all([
    domain ? known<DomainCheck>(`domain ${domain}`, () => checkDomain(domain), null) : null,
    ...links.map((link) => known<LinkState>(`link ${link}`, () => checkLink(link), "unknown")),
  ]);
  return { domain, authentication, links: links.map((link, i) => ({ link, state: states[i]! })) };
}

type Kept = { at: number; answer: Promise<unknown> };

function known<T>(key: string, ask: () => Promise<T>, otherwise: T): Promise<T> {
  const kept = remember("network-checks", () => new Map<string, Kept>());
  let entry = kept.get(key);
  if (!entry || Date.now() - entry.at > KEPT_MS) {
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
    entry = { at: Date.now(), answer: ask().catch(() => otherwise) };
    kept.set(key, entry);
  }
  let timer: NodeJS.Timeout;
  const late = new Promise<T>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS, otherwise)));
  return Promise.race([entry.answer as Promise<T>, late]).finally(() => clearTimeout(timer));
}
