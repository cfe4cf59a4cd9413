// The halves that are still open: as many as there are calls up, unless a log is made to name ids without end. In that case
// those with few lines go first, longest silent first, so that a real call among them stays.
import type { HalfCall } from "../half-call.js";
import { MAX_OPEN_HALVES } from "../limits.js";

/** The call that an event belongs to. */
export interface Owner {
  readonly half: HalfCall;
  /** Why it is this call, if the line does not name it; null if it does. */
  readonly inferredFrom: string | null;
}

/** A call soon has more lines than this. A made-up id has not. */
const FEW_EVENTS = 2;
/** This many that have only just begun are left alone, so that calls can begin while many are up. */
const BEGINNERS = MAX_OPEN_HALVES / 10;

/** Open halves, in the order in which they began. */
export class OpenHalves implements Iterable<HalfCall> {
  readonly #all = new Set<HalfCall>();
  /** In the order of their last lines. */
  readonly #slim = new Recency();
  readonly #grown = new Recency();

  get size(): number {
    return this.#all.size;
  }

  has(half: HalfCall): boolean {
    return this.#all.has(half);
  }

  [Symbol.iterator](): Iterator<HalfCall> {
    return this.#all.values();
  }

  /** Takes a new half, or notes that an open one was mentioned. */
  touch(half: HalfCall): void {
    this.#all.add(half);
    if (half.events.length <= FEW_EVENTS) this.#slim.touch(half);
    else {
      this.#slim.delete(half);
      this.#grown.touch(half);
    }
  }

  /** The call that has not ended and fits, with the reason given. Null if none does, or if several do. */
  onlyUp(fits: (half: HalfCall) => boolean, inferredFrom: string): Owner | null {
    const half = onlyOne(this.#all, (one) => !one.ended && fits(one));
    return half && { half, inferredFrom };
  }

  delete(half: HalfCall): void {
    this.#all.delete(half);
    this.#slim.delete(half);
    this.#grown.delete(half);
  }

  /** Takes out the half to drop if there are too many. Null if there are not. */
  excess(): { readonly half: HalfCall; readonly isSlim: boolean } | null {
    if (this.#all.size <= MAX_OPEN_HALVES) return null;
    const isSlim = this.#slim.size > BEGINNERS;
    const half = (isSlim ? this.#slim : this.#grown).oldest();
    if (half) this.delete(half);
    return half && { half, isSlim };
  }
}

/** Halves in the order of their last lines. */
class Recency {
  readonly #halves = new Set<HalfCall>();

  get size(): number {
    return this.#halves.size;
  }

  touch(half: HalfCall): void {
    this.#halves.delete(half);
    this.#halves.add(half);
  }

  delete(half: HalfCall): void {
    this.#halves.delete(half);
  }

  /** The half that has been silent longest. No iterator is kept, since an idle one would keep everything that has passed. */
  oldest(): HalfCall | null {
    return this.#halves.values().next().value ?? null;
  }
}

/** The half that fits, if no other does. */
export function onlyOne(halves: Iterable<HalfCall>, fits: (half: HalfCall) => boolean): HalfCall | null {
  let found: HalfCall | null = null;
  for (const half of halves) {
    if (!fits(half)) continue;
    if (found) return null;
    found = half;
  }
  return found;
}
