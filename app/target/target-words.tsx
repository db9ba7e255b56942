import { href, Link } from "react-router";
import { filterParam } from "#app/filters/filter-tree.ts";
import { formatNumber, formatShare } from "#app/ui/format.ts";
import { withParams } from "#app/ui/url.ts";
import type { Penetration } from "./penetration.server.ts";

/** « Cible : 97 institutions, 9 gagnées, 9 % » */
export function TargetWords({ penetration }: { penetration: Penetration | null }) {
  if (!penetration) {
    return (
      <p className="small muted">
        Sans Cible, la pénétration ne se compte pas.{" "}
        <Link className="link" to={href("/reglages/cible")}>
          Dire qui vous visez
        </Link>
      </p>
    );
  }
  const { won, target } = penetration;
  return (
    <p className="small muted">
      Pénétration{"\u00A0"}: <strong>{target > 0 ? formatShare(won / target) : "0\u00A0%"}</strong>, soit{" "}
      {formatNumber(won)} {won < 2 ? "volontaire ou plus" : "volontaires ou plus"} sur{" "}
      <Link className="link" to={`${href("/institutions")}${withParams("", { filtre: TARGET_FILTER })}`}>
        les {formatNumber(target)} institutions de la Cible
      </Link>
    </p>
  );
}

const TARGET_FILTER = filterParam({ field: "inTarget", op: "is", value: true });
