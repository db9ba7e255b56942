/** What goes with a partnership, and what stays. */
export function RemovalWords({ name }: { name: string }) {
  return (
    <p>
      L’étape, la portée et la prochaine action avec {name} s’en vont. Les échanges, les contacts et
      l’historique restent.
    </p>
  );
}
