// The finished halves that wait for the other log. There may be as many as a log has calls, so here a half is a number: a row of
// plain columns in memory, while the half itself and its brief are in spools.
import { Column } from "../../io/column.js";
import { Spool } from "../../io/spool.js";
import type { Side } from "../../records/record.js";
import type { HalfCall } from "../half-call.js";
import { SPOOL_AFTER, WAITING_EVENTS_IN_MEMORY } from "../limits.js";
import { type HalfSummary, summaryOf } from "./half-summary.js";

/** Identifies a waiting half. It is reused once the half is taken. */
export type WaitingId = number;

const NONE = -1;
const SIDES = ["asterisk", "bot"] as const;
/** Chains of a few halves each, even with some hundred thousand waiting. */
const CHAINS = 1 << 16;
const LAST_BITS = CHAINS - 1;
/** Summaries kept at hand: those that began in the same seconds are compared with each other again and again. */
const DIGESTS_AT_HAND = 4_000;

/** Keeps halves in the order in which they came, and finds them by the moment in which they began. */
export class WaitingHalves {
  /** One per side: of two logs read in parallel one waits long, and must not push the other's halves to disk. */
  readonly #halves: Readonly<Record<Side, Spool<HalfCall>>>;
  readonly #summaries: Spool<HalfSummary>;
  readonly #atHand = new Map<WaitingId, HalfSummary>();
  /** Halves that are stored elsewhere, and read when they are asked for. */
  readonly #lent = new Map<WaitingId, () => HalfCall>();
  readonly #lists: Record<Side, { first: WaitingId; last: WaitingId; size: number }> = {
    asterisk: { first: NONE, last: NONE, size: 0 },
    bot: { first: NONE, last: NONE, size: 0 },
  };
  readonly #free: WaitingId[] = [];
  #rowCount = 0;
  // one row per half
  readonly #halfRef = new Column(Int32Array);
  /** {@link NONE} as long as it has only been at hand. */
  readonly #digestRef = new Column(Int32Array);
  /** Index into SIDES. */
  readonly #side = new Column(Int32Array);
  readonly #streamIndex = new Column(Int32Array);
  readonly #firstMs = new Column(Float64Array);
  readonly #lastMs = new Column(Float64Array);
  /** NaN if the beginning is not in the log. */
  readonly #startMs = new Column(Float64Array);
  /** The neighbours in the list of its side. */
  readonly #before = new Column(Int32Array);
  readonly #after = new Column(Int32Array);
  /** Halves whose keys share their last bits form a chain, by which {@link under} finds them. */
  readonly #firstOfChain = new Int32Array(CHAINS).fill(NONE);
  readonly #nextInChain = new Column(Int32Array);
  /** NaN if it has no key yet. */
  readonly #key = new Column(Float64Array);

  /** @param isInMemory True if nothing goes to disk. */
  constructor(isInMemory = false) {
    const limit = (limit: number): number => (isInMemory ? Number.POSITIVE_INFINITY : limit);
    const halves = (): Spool<HalfCall> => new Spool(limit(WAITING_EVENTS_IN_MEMORY), JSON.stringify, eventCountOf);
    this.#halves = { asterisk: halves(), bot: halves() };
    this.#summaries = new Spool(limit(SPOOL_AFTER));
  }

  /** Takes a half in. */
  add(half: HalfCall): WaitingId {
    const id = this.#addRow(summaryOf(half));
    this.#halfRef.set(id, this.#halves[half.side].put(half));
    return id;
  }

  /** Borrows a half that keeps waiting elsewhere: its brief, and how to read it. */
  lend(summary: HalfSummary, read: () => HalfCall): WaitingId {
    const id = this.#addRow(summary);
    this.#lent.set(id, read);
    return id;
  }

  #addRow(summary: HalfSummary): WaitingId {
    const id = this.#free.pop() ?? this.#rowCount++;
    this.#digestRef.set(id, NONE);
    this.#keepAtHand(id, summary);
    this.#side.set(id, SIDES.indexOf(summary.side));
    this.#streamIndex.set(id, summary.streamIndex);
    this.#firstMs.set(id, summary.firstMs);
    this.#lastMs.set(id, summary.lastMs);
    this.#startMs.set(id, summary.startMs ?? Number.NaN);
    this.#key.set(id, Number.NaN);
    this.#append(id);
    return id;
  }

  /** How many halves of a side are waiting. */
  count(side: Side): number {
    return this.#lists[side].size;
  }

  /** Those of a side, in the order in which they came. None may be taken meanwhile. */
  *of(side: Side): Generator<WaitingId> {
    for (let id = this.#lists[side].first; id !== NONE; id = this.#after.get(id)) yield id;
  }

  side(id: WaitingId): Side {
    return SIDES[this.#side.get(id)] as Side;
  }

  streamIndex(id: WaitingId): number {
    return this.#streamIndex.get(id);
  }

  /** Wall-clock milliseconds of the first line. */
  firstMs(id: WaitingId): number {
    return this.#firstMs.get(id);
  }

  /** Wall-clock milliseconds of the last line. */
  lastMs(id: WaitingId): number {
    return this.#lastMs.get(id);
  }

  /** Wall-clock milliseconds of the call's beginning. Null if it is not in the log. */
  startMs(id: WaitingId): number | null {
    const startMs = this.#startMs.get(id);
    return Number.isNaN(startMs) ? null : startMs;
  }

  /** The half in brief. */
  summary(id: WaitingId): HalfSummary {
    const known = this.#atHand.get(id);
    if (known) return known;
    const summary = this.#summaries.peek(this.#digestRef.get(id));
    this.#keepAtHand(id, summary);
    return summary;
  }

  /** The half itself, which keeps waiting. */
  peek(id: WaitingId): HalfCall {
    return this.#lent.get(id)?.() ?? this.#halves[this.side(id)].peek(this.#halfRef.get(id));
  }

  /** Removes a half. */
  forget(id: WaitingId): void {
    this.#unchain(id);
    this.#remove(id);
    const digestRef = this.#digestRef.get(id);
    if (digestRef !== NONE) this.#summaries.forget(digestRef);
    this.#atHand.delete(id);
    this.#free.push(id);
    if (!this.#lent.delete(id)) this.#halves[this.side(id)].forget(this.#halfRef.get(id));
  }

  /** Files a half under a key, a whole number, to be found by {@link under}. */
  index(id: WaitingId, key: number): void {
    this.#key.set(id, key);
    this.#nextInChain.set(id, this.#firstOfChain[key & LAST_BITS] as WaitingId);
    this.#firstOfChain[key & LAST_BITS] = id;
  }

  /** The key that a half was filed under; NaN if it has none. */
  keyOf(id: WaitingId): number {
    return this.#key.get(id);
  }

  /** The halves under a key. */
  *under(key: number): Generator<WaitingId> {
    for (let id = this.#firstOfChain[key & LAST_BITS] as WaitingId; id !== NONE; id = this.#nextInChain.get(id))
      if (this.#key.get(id) === key) yield id;
  }

  /** Removes the temporary files. */
  close(): void {
    this.#halves.asterisk.close();
    this.#halves.bot.close();
    this.#summaries.close();
  }

  #keepAtHand(id: WaitingId, summary: HalfSummary): void {
    this.#atHand.set(id, summary);
    if (this.#atHand.size <= DIGESTS_AT_HAND) return;
    const [[oldestId, oldest]] = this.#atHand as unknown as [[WaitingId, HalfSummary]];
    if (this.#digestRef.get(oldestId) === NONE) this.#digestRef.set(oldestId, this.#summaries.put(oldest));
    this.#atHand.delete(oldestId);
  }

  #append(id: WaitingId): void {
    const list = this.#lists[this.side(id)];
    this.#before.set(id, list.last);
    this.#after.set(id, NONE);
    if (list.last === NONE) list.first = id;
    else this.#after.set(list.last, id);
    list.last = id;
    list.size += 1;
  }

  #remove(id: WaitingId): void {
    const list = this.#lists[this.side(id)];
    const before = this.#before.get(id);
    const after = this.#after.get(id);
    if (before === NONE) list.first = after;
    else this.#after.set(before, after);
    if (after === NONE) list.last = before;
    else this.#before.set(after, before);
    list.size -= 1;
  }

  #unchain(id: WaitingId): void {
    const key = this.#key.get(id);
    if (Number.isNaN(key)) return;
    const next = this.#nextInChain.get(id);
    let other = this.#firstOfChain[key & LAST_BITS] as WaitingId;
    if (other === id) {
      this.#firstOfChain[key & LAST_BITS] = next;
      return;
    }
    while (this.#nextInChain.get(other) !== id) other = this.#nextInChain.get(other);
    this.#nextInChain.set(other, next);
  }
}

/** Those that fit, without copying the list: every call of a log may be waiting. */
export function picked(ids: Iterable<WaitingId>, fits: (id: WaitingId) => boolean): WaitingId[] {
  const found: WaitingId[] = [];
  for (const id of ids) if (fits(id)) found.push(id);
  return found;
}

const eventCountOf = ({ events, unread }: HalfCall): number => events.length + unread.length;
