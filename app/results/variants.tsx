import { Link, useLocation } from "react-router";
import { Painted } from "#app/campaigns/frozen-message.tsx";
import { formatNumber, formatShare } from "#app/ui/format.ts";
import { Section } from "#app/ui/page.tsx";
import { rateOf } from "./funnel.ts";
import { Axis, IntervalBar, rangeWords, scaleOf } from "./interval.tsx";
import type { Letter } from "./letters.server.ts";
import { stepLabel } from "./letter-words.ts";
import { rowsOf } from "./open-rows.ts";
import { sampleSize, winner } from "./statistics.ts";

/** Each step written in two ways: which is better, or that one cannot tell. */
export function Variants({ letters }: { letters: Letter[] }) {
  const steps = [...Map.groupBy(letters, ({ position }) => position)].filter(([, pair]) => pair.length === 2);
  return steps.map(([position, [a, b]]) => (
    <Step key={position} a={a!} b={b!} named={letters.length > 2 ? stepLabel(position) : null} />
  ));
}

function Step({ a, b, named }: { a: Letter; b: Letter; named: string | null }) {
  const { search } = useLocation();
  const rates = [rateOf(a.counts, "replied"), rateOf(b.counts, "replied")];
  const most = scaleOf(rates);
  return (
    <Section
      title={named ? `Variantes, ${named.toLowerCase()}` : "Variantes"}
      aside={<Verdict a={a} b={b} />}
    >
      <table className="table table--plain table--funnel table--variants">
        <caption className="fr-sr-only">Taux de réponse humaine des variantes</caption>
        <thead>
          <tr>
            <th>Variante, taux de réponse humaine</th>
            <th className="num w-3">Réponses</th>
            <th className="num w-3">Sur</th>
            <th className="num w-2">Taux</th>
            <th className="w-5 funnel__interval">
              <Axis most={most} />
            </th>
            <th className="num w-3 funnel__range">À 95&nbsp;%</th>
          </tr>
        </thead>
        <tbody>
          {[a, b].map(({ variantId, label, subject, counts }, index) => {
            const rate = rates[index]!;
            const opened = { level: "replied", cut: "variante", key: variantId } as const;
            return (
              <tr key={variantId}>
                <th scope="row">
                  <span className="letter">{label}</span>
                  <Painted text={subject} />
                </th>
                <td className="num">
                  <Link className="fr-raw-link strong" to={rowsOf(search, opened)} preventScrollReset>
                    {formatNumber(counts.replied)}
                  </Link>
                </td>
                <td className="num muted">
                  {formatNumber(counts.replied)} / {formatNumber(counts.delivered)}
                </td>
                <td className="num strong">{rate && formatShare(rate.share)}</td>
                <td className="funnel__interval">{rate && <IntervalBar rate={rate} most={most} />}</td>
                <td className="num muted small funnel__range">{rate && rangeWords(rate)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

/** Nobody is crowned under 95 %; what it would take is said instead. */
function Verdict({ a, b }: { a: Letter; b: Letter }) {
  const [one, other] = [a, b].map(({ counts }) => ({ reached: counts.replied, of: counts.delivered }));
  const { better, wins } = winner(one!, other!);
  const lead = better >= 0.5 ? `P(${b.label} > ${a.label})` : `P(${a.label} > ${b.label})`;
  const sure = Math.floor(100 * Math.max(better, 1 - better));
  const needed =
    one!.of > 0 && other!.of > 0 ? sampleSize(one!.reached / one!.of, other!.reached / other!.of) : Infinity;
  return (
    <span className="small">
      <span className="strong">
        {wins ? `${wins === "B" ? b.label : a.label} l’emporte` : "Pas de gagnant"}
      </span>{" "}
      <span className="muted">
        {lead} = {sure}&nbsp;%
        {!wins && ", il faut 95\u00A0%"}
        {!wins && needed < 100_000 && ` (environ ${formatNumber(needed)} destinataires par variante)`}
      </span>
    </span>
  );
}
