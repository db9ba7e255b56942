/** The breaker looks at a mailbox's last messages, and stops its first touches when more than so many came back. */
export const LAST = 50;
const MOST = 0.04;

/**
 * More than 4 % of fifty, that is the third bounce. Before fifty have left, the same three are already too many: a list
 * that begins so badly is not worth waiting for.
 */
export function breaks(bounced: number): boolean {
  return bounced > LAST * MOST;
}

/** What a campaign says of its mailbox's breaker. */
export const BROKEN =
  "Son disjoncteur a coupé les premiers messages : plus de 4 % des 50 derniers sont revenus. Les relances partent encore. Vérifiez d’où viennent les adresses, puis reprenez depuis la boîte.";
