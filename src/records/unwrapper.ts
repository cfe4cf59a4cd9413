// Takes lines out of their envelopes. Which ones a log is in is not known beforehand. The previous line's way is tried first,
// then all others. A way is believed once it leads to a line that a format reads, or if its form is unmistakable.
import type { Envelope, Peeled } from "./envelopes/envelope.js";
import { envelopes } from "./envelopes/index.js";

/** Envelopes from the outside in. Empty for a bare line. */
export type Way = readonly Envelope[];

/** A line without its envelopes. */
export interface Unwrapped extends Peeled {
  readonly way: Way;
}

/** Deeper nesting (compose over pm2 over time stamps) has not been seen. */
const MAX_DEPTH = 3;

/** Follows the envelopes of one input. */
export class Unwrapper {
  /** The way of the previous line. */
  #way: Way = [];
  readonly #carried = new Map<Envelope, Peeled>();

  /** True if the previous line was in no envelope, and no carrier has written a line of its own. */
  get isBare(): boolean {
    return this.#way.length === 0 && this.#carried.size === 0;
  }

  /** The line, unwrapped like the previous one. Null if it is not wrapped that way. */
  asBefore(text: string, year: number): Unwrapped | null {
    let unwrapped = this.bare(text);
    for (const envelope of this.#way) {
      if (unwrapped.inner === null) return unwrapped;
      const next = this.#peel(envelope, unwrapped, year);
      if (!next) return null;
      unwrapped = next;
    }
    return unwrapped;
  }

  /** The line, unwrapped in every other way, bare first. */
  *otherwise(text: string, year: number): Generator<Unwrapped> {
    if (this.#way.length > 0) yield this.bare(text);
    yield* this.deeper(this.bare(text), year);
  }

  /** The line in no envelope. */
  bare(text: string): Unwrapped {
    return { inner: withoutPrompt(withoutColour(text)), stamp: null, voice: "", goesOn: false, way: [] };
  }

  /** Takes this line's way as the one for the lines to come. */
  follow({ way }: Unwrapped): void {
    this.#way = way;
  }

  /** The lines inside a line, in whatever further envelopes. */
  *deeper(outer: Unwrapped, year: number): Generator<Unwrapped> {
    if (outer.inner === null || outer.way.length === MAX_DEPTH) return;
    for (const envelope of envelopes) {
      if (outer.way.includes(envelope)) continue;
      const found = this.#peel(envelope, outer, year);
      if (!found) continue;
      yield found;
      yield* this.deeper(found, year);
    }
  }

  #peel(envelope: Envelope, outer: Unwrapped, year: number): Unwrapped | null {
    const peeled = envelope.peel(outer.inner ?? "", year, this.#carried.get(envelope) ?? null);
    if (!peeled) return null;
    if (peeled.inner === null) this.#carried.set(envelope, peeled);
    const host = peeled.host ?? outer.host;
    return {
      ...(host === undefined ? {} : { host }),
      inner: peeled.inner === null ? null : withoutReturns(withoutColour(peeled.inner)),
      // the carrier next to the writer knows best when it wrote
      stamp: peeled.stamp ?? outer.stamp,
      voice: outer.voice === "" ? peeled.voice : `${outer.voice} ${peeled.voice}`,
      writer: `${outer.writer ?? ""} ${peeled.writer ?? peeled.voice}`.trim(),
      stream: peeled.stream ?? outer.stream ?? "",
      goesOn: outer.goesOn || peeled.goesOn,
      way: [...outer.way, envelope],
    };
  }
}

function withoutReturns(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "\r") end -= 1;
  return text.slice(0, end);
}

// voip1*CLI>     -- Executing … (main/asterisk.c:cli_prompt: a line that comes meanwhile is printed behind it)
const PROMPT = /^(?:[^\s*]{1,80}\*CLI> ?)+/;

function withoutPrompt(text: string): string {
  return text.includes("*CLI>") ? text.replace(PROMPT, "") : text;
}

const COLOUR = /\x1b\[[0-9;]*[A-Za-z]/g;

function withoutColour(text: string): string {
  return text.includes("\x1b") ? text.replace(COLOUR, "") : text;
}
