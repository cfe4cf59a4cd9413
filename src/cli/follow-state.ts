// Who follows logs on a terminal is told that they are followed, and how far that is: what is silent looks as if it hung.
import type { WatchState } from "../live/watch.js";
import { count } from "../report/words/rows.js";
import type { Source } from "../sources/source.js";

const EVERY_MS = 60_000;

/** Tells at once, and then each minute. */
export class FollowState {
  readonly #what: string;
  readonly #say: (line: string) => void;
  readonly #clockMs: () => number;
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(sources: readonly Source[], say: (line: string) => void, clockMs: () => number) {
    this.#what = inputsInWords(sources);
    this.#say = say;
    this.#clockMs = clockMs;
  }

  /** To be called again and again. */
  looked(state: () => WatchState): void {
    const nowMs = this.#clockMs();
    if (nowMs - this.#toldMs < EVERY_MS) return;
    this.#toldMs = nowMs;
    this.#say(`following ${this.#what}${stateInWords(state())}`);
  }
}

/** `2 files`, `standard input and 1 file`. */
function inputsInWords(sources: readonly Source[]): string {
  const files = sources.filter(({ path }) => path !== "-").length;
  const names = [...(files < sources.length ? ["standard input"] : []), ...(files > 0 ? [count(files, "file")] : [])];
  return names.join(" and ");
}

function stateInWords({ callCount, problemCount, openCount, recordCount }: WatchState): string {
  const read = recordCount === 0 ? "" : `; ${count(recordCount, "message")} read`;
  if (callCount + openCount === 0) return `, no call yet${read}`;
  const over = `${count(callCount, "call")} over, ${problemCount} of them with a problem`;
  return `: ${over}, ${openCount} up or just ended${read}`;
}
