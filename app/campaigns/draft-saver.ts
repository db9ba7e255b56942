/** What is typed or chosen in the composer. `mailboxId`: empty when none is chosen. */
export type DraftWords = { name: string; subject: string; text: string; mailboxId: string };
export const DRAFT_FIELDS = ["name", "subject", "text", "mailboxId"] as const;

/** One field that someone else has saved since it was read. */
export type Clash = { field: keyof DraftWords; mine: string; theirs: string };

/** The version in force, what differs from it in what was sent, who saved it, and when (ISO). */
export type StaleDraft = {
  version: number;
  current: DraftWords;
  clashes: Clash[];
  by: string | null;
  at: string | null;
};

/** What the server says of a save; null when it could not be reached. */
export type SaveAnswer = { version: number } | { refusal: string; stale?: StaleDraft } | null;

export type SaveStatus = "saved" | "unsaved" | "saving" | "refused" | "unreachable" | "conflict";

export type DraftState = {
  words: DraftWords;
  status: SaveStatus;
  /** The version the words were last saved as. */
  version: number;
  refusal: string | null;
  stale: StaleDraft | null;
};

/** What this browser keeps of words not yet saved. */
export type Kept = { version: number; words: DraftWords };

type Outside = {
  /** Sends what has changed since `version`. */
  post: (changed: Partial<DraftWords>, version: number) => Promise<SaveAnswer>;
  /** null: nothing to keep any more. */
  keep: (kept: Kept | null) => void;
  onSaved: () => void;
};

/** How long after the last key a draft is saved, and what could not get through is tried again. */
const REST_MS = 800;
const AGAIN_MS = 5_000;

/**
 * Saves the words of a draft as they are typed, one request at a time. What is not yet saved is also kept outside, so
 * that a crash, a closed tab or a lost connection loses nothing. What someone else has saved in between is taken in, field by
 * field; a field that both have changed is a conflict: it stops the saving until `settle`, and overwrites nothing.
 */
export function createDraftSaver(read: Kept, { post, keep, onSaved }: Outside) {
  let state: DraftState = { ...read, status: "saved", refusal: null, stale: null };
  let safe = read.words;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let underway: Promise<boolean> | null = null;
  const listeners = new Set<() => void>();

  function set(more: Partial<DraftState>): void {
    state = { ...state, ...more };
    const dirty = !sameWords(state.words, safe);
    keep(dirty ? { version: state.version, words: state.words } : null);
    for (const listener of listeners) listener();
  }

  function saveIn(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), ms);
  }

  /** @returns whether all that was typed is saved */
  async function save(): Promise<boolean> {
    clearTimeout(timer);
    if (underway) {
      await underway;
      return save();
    }
    if (sameWords(state.words, safe)) {
      if (state.status !== "saved") set({ status: "saved", refusal: null });
      return true;
    }
    if (state.stale) return false;
    underway = attempt(state.words);
    const done = await underway;
    underway = null;
    if (done && !sameWords(state.words, safe)) saveIn(REST_MS);
    return done && sameWords(state.words, safe);
  }

  async function attempt(words: DraftWords): Promise<boolean> {
    set({ status: "saving" });
    const answer = await post(changes(safe, words), state.version);
    if (answer && "version" in answer) {
      safe = words;
      const status = sameWords(state.words, safe) ? "saved" : "unsaved";
      set({ version: answer.version, status, refusal: null });
      onSaved();
      return true;
    }
    if (!answer) {
      set({ status: "unreachable", refusal: null });
      saveIn(AGAIN_MS);
    } else if (answer.stale) takeIn(answer.stale, answer.refusal);
    else set({ status: "refused", refusal: answer.refusal });
    return false;
  }

  function takeIn(stale: StaleDraft, refusal: string): void {
    const base = safe;
    const clashes = stale.clashes.filter(({ field, theirs }) => theirs !== base[field]);
    if (clashes.length > 0) set({ status: "conflict", stale: { ...stale, clashes }, refusal });
    else restFrom(stale, {});
  }

  /** Starts again from someone else's version, with what was typed here over it. */
  function restFrom({ version, current }: StaleDraft, chosen: Partial<DraftWords>): void {
    const words = { ...current, ...changes(safe, state.words), ...chosen };
    safe = current;
    set({ version, words, stale: null, refusal: null, status: "unsaved" });
    saveIn(0);
  }

  return {
    get: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    save,
    change(more: Partial<DraftWords>): void {
      const status = state.status === "saving" || state.stale ? state.status : "unsaved";
      set({ words: { ...state.words, ...more }, status });
      saveIn(REST_MS);
    },
    /** Takes back what was kept of a former visit. */
    recall({ version, words }: Kept): void {
      set({ version, words, status: "unsaved" });
      saveIn(0);
    },
    /** The words chosen for each clash. */
    settle(chosen: Partial<DraftWords>): void {
      if (state.stale) restFrom(state.stale, chosen);
    },
    /** A newer version, read with the page: taken when nothing typed here would be lost. */
    refresh({ version, words }: Kept): void {
      if (version <= state.version || state.status !== "saved") return;
      safe = words;
      set({ version, words });
    },
    stop: () => clearTimeout(timer),
  };
}

function changes(from: DraftWords, to: DraftWords): Partial<DraftWords> {
  const changed = DRAFT_FIELDS.filter((field) => from[field] !== to[field]);
  return Object.fromEntries(changed.map((field) => [field, to[field]]));
}

function sameWords(one: DraftWords, other: DraftWords): boolean {
  return Object.keys(changes(one, other)).length === 0;
}
