import { useHotkey } from "#app/ui/hotkeys.ts";
import { useOneByOne } from "#app/ui/use-one-by-one.ts";
import type { Sentiment } from "./reply.ts";

/** J and K go from one reply to the next, 1 to 4 press the button of the one in hand that says what it says. */
export function useTriage(count: number, first?: () => number) {
  const { list, current, press } = useOneByOne(count, first);
  const say = (sentiment: Sentiment) => press(`[value='${sentiment}']`);
  useHotkey("1", () => say("positive"));
  useHotkey("2", () => say("neutral"));
  useHotkey("3", () => say("negative"));
  useHotkey("4", () => say("meeting"));
  return { list, current };
}
