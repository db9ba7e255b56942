import { href, useLocation } from "react-router";
import { Empty } from "#app/ui/empty.tsx";
import { withParams } from "#app/ui/url.ts";

/** The last card is past. */
export function CallEnd({ total }: { total: number }) {
  const { search } = useLocation();
  return (
    <div className="page__body">
      <Empty
        title="La liste est finie"
        ways={[
          { icon: "calendar-todo-line", title: "Revenir à ma journée", to: href("/") },
          {
            icon: "arrow-go-back-line",
            title: "Revoir la dernière fiche",
            to: `${href("/appels")}${withParams(search, { n: String(total - 1) })}`,
          },
        ]}
      >
        Chaque appel noté est à l’historique de son institution, avec sa suite.
      </Empty>
    </div>
  );
}
