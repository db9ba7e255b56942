import type { FooterFacts } from "#app/outbox/footer.ts";
import { type Dress, renderShell } from "#app/outbox/shell.server.ts";
import type { CampaignRow } from "./campaign-row.server.ts";
import type { Stationery } from "./write-letter.ts";

/** What is the same for every recipient of a campaign: its layout, rendered once, who writes, and its links' tag. */
export async function stationeryOf(
  { layout, linkTag }: Pick<CampaignRow, "layout" | "linkTag">,
  product: FooterFacts["product"] & { tagline: string | null },
  fromAddress: string,
): Promise<Stationery> {
  const { name: service, tagline, legalName: sender } = product;
  const dress: Dress = layout === "service" ? { layout, service, tagline, sender } : { layout };
  return { shell: await renderShell(dress), product, fromAddress, linkTag };
}
