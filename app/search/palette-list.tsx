import { plural } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { StageLabel } from "#app/ui/stage.tsx";
import { highlight } from "./highlight.ts";
import type { Group, Item } from "./palette-items.ts";
import type { usePaletteSearch } from "./use-palette-search.ts";

type ListProps = {
  groups: Group[];
  active: Item | undefined;
  listId: string;
  typed: string;
  search: ReturnType<typeof usePaletteSearch>;
  onChoose: (item: Item) => void;
  onPoint: (item: Item) => void;
};

/** The lines of the palette, by group; what was typed is marked in them. */
export function PaletteList({ groups, active, listId, typed, search, onChoose, onPoint }: ListProps) {
  const { answer, slow, failed } = search;
  const looked = typed.trim().length > 1;
  const found = answer ? answer.institutions.length + answer.contacts.length + answer.campaigns.length : 0;
  const nothing = looked && answer !== null && found === 0;
  return (
    <>
      <div className="palette__list" id={listId} role="listbox" aria-label="Résultats">
        {groups.map(({ title, items }, index) => (
          <div key={`${title} ${index}`} role="group" aria-labelledby={`${listId}-group-${index}`}>
            <p className="menu__title" id={`${listId}-group-${index}`} role="presentation">
              {title}
            </p>
            {items.map((item) => (
              <button
                key={item.key}
                type="button"
                tabIndex={-1}
                ref={item === active ? inSight : undefined}
                id={`${listId}-${item.key}`}
                className="menu__item palette__item"
                role="option"
                aria-selected={item === active}
                onPointerMove={() => item !== active && onPoint(item)}
                // The focus stays in the field, where the next letter goes.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChoose(item)}
              >
                <Icon name={item.icon} />
                <span className="clip">
                  <Marked text={item.label} q={answer?.read ?? typed} />
                </span>
                {item.hint && (
                  <span className="small muted clip">
                    <Marked text={item.hint} q={answer?.read ?? typed} />
                  </span>
                )}
                <span className="push">
                  {item.stage && <StageLabel stage={item.stage} />}
                  {item.kbd && <kbd className="kbd">{item.kbd}</kbd>}
                </span>
              </button>
            ))}
          </div>
        ))}
        {slow && !answer && (
          <div className="palette__wait" role="presentation">
            <div className="skeleton" />
            <div className="skeleton" />
            <div className="skeleton" />
          </div>
        )}
      </div>
      <div className="palette__said small muted" role="status">
        {failed && "La recherche ne répond pas. Vérifiez la connexion, puis retapez."}
        {!failed &&
          nothing &&
          `Rien ne répond à « ${typed.trim()} ». Essayez un nom, un sigle, un SIREN, un département.`}
        {!failed && answer?.read && found > 0 && `Rien d’exact : voici « ${answer.read} ».`}
        {!failed && !answer?.read && looked && found > 0 && (
          <span className="fr-sr-only">{plural(found, "résultat")}</span>
        )}
      </div>
    </>
  );
}

function inSight(line: HTMLElement | null) {
  line?.scrollIntoView({ block: "nearest" });
}

function Marked({ text, q }: { text: string; q: string }) {
  return highlight(text, q).map(({ text: piece, hit }, index) =>
    hit ? <mark key={index}>{piece}</mark> : <span key={index}>{piece}</span>,
  );
}
