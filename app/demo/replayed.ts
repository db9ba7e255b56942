/** Why a demonstration's mailbox is closed while its story is told: by it, one knows that it is not told yet. */
export const REPLAYED = "La démonstration se raconte : encore quelques secondes.";
