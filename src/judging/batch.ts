// What is handed on, as messages to another thread: halves go over as the JSON in which they waited, in one piece of bytes.
import type { CallSink, HeldHalf, JoinedHalves } from "../calls/call-sink.js";
import type { Half } from "../calls/half.js";
import type { LogClocks } from "../calls/log-clocks.js";
import type { LearntWords } from "../calls/word-learning.js";
import type { CallEvent } from "../events/event.js";
import type { Side } from "../records/record.js";
import type { ReadSoFar } from "./read-so-far.js";

/** A half, and where it stands in the bytes of its batch. */
interface HalfPlace {
  readonly side: Side;
  readonly streamIndex: number;
  readonly at: number;
  readonly length: number;
}

/** One thing that was handed on. */
type Item =
  | { readonly what: "run-event"; readonly event: CallEvent; readonly streamIndex: number }
  | { readonly what: "clocks-set" }
  | { readonly what: "forget-before"; readonly utcMs: number }
  | {
      readonly what: "call";
      readonly asterisk: readonly HalfPlace[];
      readonly bot: HalfPlace | null;
      readonly joinedBy: string | null;
      /** The same object for many calls: within a batch it goes over once. */
      readonly words: LearntWords;
    };

/** What was handed on, in its order, and where reading stood by then. */
export interface Batch {
  readonly read: ReadSoFar;
  readonly clocks: LogClocks["memory"];
  readonly items: readonly Item[];
  readonly bytes: Uint8Array;
}

/** Calls of a batch mostly fit in so much; for one that does not, more is made. */
export const ROOM_BYTES = 128 * 1024;
/** The next call may still fit. */
const ENOUGH_BYTES = 96 * 1024;
/** Events of the run are few, but where they are not, they must not heap up. */
const ITEMS_OF_BATCH = 2_000;

/** Gathers what is handed on. */
export class BatchWriter implements Pick<CallSink, "addRunEvent" | "clocksAreSet" | "forgetBefore" | "add"> {
  #items: Item[] = [];
  readonly #rooms: () => Uint8Array;
  readonly #full: () => void;
  #bytes: Uint8Array;
  #length = 0;

  /**
   * @param rooms Room for the bytes of a batch, {@link ROOM_BYTES} of it.
   * @param full Told once there is enough for a batch: to take it.
   */
  constructor(rooms: () => Uint8Array, full: () => void) {
    this.#rooms = rooms;
    this.#full = full;
    this.#bytes = rooms();
  }

  /** True where a call has been handed on since the last batch was taken. */
  get hasCalls(): boolean {
    return this.#length > 0;
  }

  /** Takes what was gathered. @param hand Takes it away, before there has to be room for the next. */
  take(read: ReadSoFar, clocks: LogClocks, hand: (batch: Batch) => void): void {
    hand({ read, clocks: clocks.memory, items: this.#items, bytes: this.#bytes.subarray(0, this.#length) });
    this.#items = [];
    this.#bytes = this.#rooms();
    this.#length = 0;
  }

  addRunEvent(event: CallEvent, streamIndex: number): void {
    this.#push({ what: "run-event", event, streamIndex });
  }

  clocksAreSet(): void {
    this.#push({ what: "clocks-set" });
  }

  forgetBefore(utcMs: number): void {
    this.#push({ what: "forget-before", utcMs });
  }

  add({ asterisk, bot, joinedBy, words }: JoinedHalves): void {
    const place = (half: HeldHalf): HalfPlace => this.#placed(half);
    this.#push({ what: "call", asterisk: asterisk.map(place), bot: bot === null ? null : place(bot), joinedBy, words });
  }

  #push(item: Item): void {
    this.#items.push(item);
    if (this.#items.length >= ITEMS_OF_BATCH || this.#length >= ENOUGH_BYTES) this.#full();
  }

  #placed({ side, streamIndex, bytes }: HeldHalf): HalfPlace {
    const json = bytes();
    const at = this.#length;
    this.#length += json.length;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(json, at);
    return { side, streamIndex, at, length: json.length };
  }
}

/** Hands on what a batch holds, as it was handed on to its writer. `clocks` become those of its writer. */
export function replay({ clocks: known, items, bytes }: Batch, clocks: LogClocks, sink: CallSink): void {
  clocks.recall(known);
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const held = ({ side, streamIndex, at, length }: HalfPlace): HeldHalf => {
    const json = (): Buffer => all.subarray(at, at + length);
    return { side, streamIndex, bytes: json, whole: () => JSON.parse(json().toString("utf8")) as Half };
  };
  for (const item of items) {
    if (item.what === "run-event") sink.addRunEvent(item.event, item.streamIndex);
    else if (item.what === "clocks-set") sink.clocksAreSet();
    else if (item.what === "forget-before") sink.forgetBefore(item.utcMs);
    else
      sink.add({
        asterisk: item.asterisk.map(held),
        bot: item.bot === null ? null : held(item.bot),
        joinedBy: item.joinedBy,
        words: item.words,
      });
  }
}
