import { type ReactNode, useRef } from "react";
import { href, Link } from "react-router";
import { plural } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuButton, MenuLink, MenuTitle } from "#app/ui/menu.tsx";
import type { Composer } from "./composer.server.ts";
import type { DraftState, DraftWords } from "./draft-saver.ts";
import { type Fault, unknownField } from "./letter-faults.ts";
import { type EditorHandle, type FieldChoice, MergeEditor, type SnippetChoice } from "./merge-editor.tsx";
import { Presentation } from "./presentation.tsx";
import { countWords, readingTime } from "./words.ts";

export type MailboxChoice = { id: string; name: string; fromAddress: string; dailyCap: number | null };

/** What is written, from whom, with the fields that make it each recipient's own. */
export function MessageColumn({
  composer,
  draft: { words, version, change },
  mailboxes,
  writes,
  children,
}: {
  composer: Pick<
    Composer,
    "sequence" | "campaign" | "presentation" | "shown" | "faults" | "fields" | "snippets"
  >;
  draft: Pick<DraftState, "words" | "version"> & { change: (more: Partial<DraftWords>) => void };
  mailboxes: MailboxChoice[];
  writes: boolean;
  /** Which of the messages of the sequence this is. */
  children?: ReactNode;
}) {
  const { repliesTo } = composer.sequence;
  const subject = useRef<EditorHandle>(null);
  const text = useRef<EditorHandle>(null);
  const lastFocused = useRef(text);
  const fields = composer.shown?.values ?? composer.fields;
  const count = countWords(words.text);
  return (
    <section className="compose__message" aria-labelledby="message">
      <h2 id="message" className="fr-sr-only">
        Message
      </h2>
      {children}
      <dl className="envelope">
        <dt>
          <label htmlFor="campaign-name">Nom</label>
        </dt>
        <dd>
          <input
            id="campaign-name"
            className="envelope__field"
            value={words.name}
            maxLength={120}
            readOnly={!writes}
            onChange={(event) => change({ name: event.target.value })}
          />
        </dd>
        <dt>
          <label htmlFor="campaign-mailbox">De</label>
        </dt>
        <dd>
          <MailboxSelect
            value={words.mailboxId}
            mailboxes={mailboxes}
            writes={writes}
            onChange={(mailboxId) => change({ mailboxId })}
          />
        </dd>
        <Presentation composer={composer} version={version} writes={writes} />
        <dt>Objet</dt>
        <dd className="strong">
          {repliesTo !== null ? (
            <span title="Une relance part dans le même fil que le premier message">
              {repliesTo} <span className="small muted">dans le même fil</span>
            </span>
          ) : (
            <MergeEditor
              name="subject"
              label="Objet"
              value={words.subject}
              onChange={(value) => change({ subject: value })}
              fields={fields}
              handle={subject}
              onFocus={() => (lastFocused.current = subject)}
              maxLength={250}
              readOnly={!writes}
            />
          )}
        </dd>
      </dl>
      <div className="editor">
        <MergeEditor
          multiline
          name="text"
          label="Message"
          value={words.text}
          onChange={(value) => change({ text: value })}
          fields={fields}
          snippets={composer.snippets}
          handle={text}
          onFocus={() => (lastFocused.current = text)}
          maxLength={50_000}
          readOnly={!writes}
          aria-describedby="faults"
        />
      </div>
      <div id="faults" aria-live="polite">
        <Faults faults={composer.faults} />
      </div>
      <div className="row editor__bar">
        {writes && (
          <>
            <FieldMenu fields={fields} onChoose={(field) => lastFocused.current.current?.insert(field)} />
            <SnippetMenu
              snippets={composer.snippets}
              onChoose={(chosen) => lastFocused.current.current?.paste(chosen)}
            />
          </>
        )}
        <span className="small muted push">
          {plural(count, "mot")} · {readingTime(count)}
        </span>
      </div>
    </section>
  );
}

function MailboxSelect({
  value,
  mailboxes,
  writes,
  onChange,
}: {
  value: string;
  mailboxes: MailboxChoice[];
  writes: boolean;
  onChange: (id: string) => void;
}) {
  if (mailboxes.length === 0)
    return (
      <Link className="link" to={href("/reglages/boites")}>
        Ajoutez d’abord une boîte d’envoi
      </Link>
    );
  const chosen = mailboxes.find(({ id }) => id === value);
  return (
    <span className="row">
      <select
        id="campaign-mailbox"
        className="envelope__field envelope__field--select"
        value={value}
        disabled={!writes}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">Choisir une boîte</option>
        {mailboxes.map(({ id, name, fromAddress }) => (
          <option key={id} value={id}>
            {name} ({fromAddress})
          </option>
        ))}
      </select>
      {chosen && (
        <span className="small muted push">
          {chosen.dailyCap === null ? "sans plafond" : `${chosen.dailyCap} par jour`}
        </span>
      )}
    </span>
  );
}

function FieldMenu({ fields, onChoose }: { fields: FieldChoice[]; onChoose: (field: string) => void }) {
  return (
    <Menu
      label="Champs"
      opener={{ className: "chip chip--sm" }}
      button={
        <>
          Insérer un champ <kbd className="kbd">{"{"}</kbd>
        </>
      }
    >
      <MenuTitle>Remplacé, pour chacun, par sa valeur</MenuTitle>
      {fields.map(({ field, label }) => (
        <MenuButton key={field} onClick={() => onChoose(field)}>
          <span className="fill">{label}</span>
          <span className="typing__name push">{field}</span>
        </MenuButton>
      ))}
    </Menu>
  );
}

function SnippetMenu({
  snippets,
  onChoose,
}: {
  snippets: SnippetChoice[];
  onChoose: (text: string) => void;
}) {
  return (
    <Menu
      label="Extraits"
      opener={{ className: "chip chip--sm" }}
      button={
        <>
          Insérer un extrait <kbd className="kbd">/</kbd>
        </>
      }
    >
      <MenuTitle>{snippets.length > 0 ? "Les paragraphes gardés" : "Aucun extrait gardé"}</MenuTitle>
      {snippets.map(({ name, text }) => (
        <MenuButton key={name} title={text} onClick={() => onChoose(text)}>
          {name}
        </MenuButton>
      ))}
      <MenuLink to={href("/reglages/extraits")}>Gérer les extraits</MenuLink>
    </Menu>
  );
}

function Faults({ faults }: { faults: Fault[] }) {
  if (faults.length === 0) return null;
  return (
    <ul className="fr-raw-list faults">
      {faults.map((fault) => (
        <li key={`${fault.where} ${fault.index}`} className="row is-late">
          <Icon name="error-warning-line" />
          <span>
            {fault.where === "subject" ? "Objet" : `Ligne ${fault.line}`}
            {"\u00A0: "}
            {"message" in fault ? fault.message : unknownField(fault)}
          </span>
        </li>
      ))}
    </ul>
  );
}
