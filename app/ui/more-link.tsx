import { Link } from "react-router";

/** « Suite »: the next rows of a list, under those already there; without JavaScript, their own page. */
export function MoreLink({
  to,
  loading,
  onMore,
}: {
  to: string | null;
  loading: boolean;
  onMore: () => void;
}) {
  if (!to) return null;
  return (
    <p className="ledger__more">
      <Link
        className="link"
        to={to}
        preventScrollReset
        onClick={(event) => {
          event.preventDefault();
          onMore();
        }}
      >
        {loading ? "Chargement…" : "Suite"}
      </Link>
    </p>
  );
}
