/** The change set to write in: whoever gives it can offer to undo what was written. */
export type InSet = { setId?: string };
