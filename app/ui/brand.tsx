/** `etat` is for services of the State alone: DSFR's terms reserve its look to them. */
export type BrandName = "neutre" | "etat";

/** The mark and the name; with the State's brand, its wording before. */
export function Brand({ brand = "neutre" }: { brand?: BrandName }) {
  return (
    <>
      {brand === "etat" && (
        <span className="fr-logo fr-logo--sm brand__state">
          République
          <br />
          Française
        </span>
      )}
      <svg className="brand__mark" viewBox="0 0 22 22" aria-hidden="true">
        {swarm.map(([cx, cy, r]) => (
          <circle key={`${cx} ${cy}`} cx={cx} cy={cy} r={r} />
        ))}
      </svg>
      <span className="brand__name">Essaim</span>
    </>
  );
}

const swarm = [
  [8, 12, 2.6],
  [4, 6.6, 1.9],
  [10.4, 5.8, 1.9],
  [14.2, 11, 1.9],
  [3, 15.6, 1.6],
  [9.4, 18.4, 1.9],
  [15.2, 16.4, 1.3],
  [18.6, 4, 1.6],
];
