// Open halves of Asterisk's about which nothing has come for a while. Inside Stasis(), Asterisk logs no line for the end of a call, so
// such a half may stay open for half an hour. Its bot does tell the end. If both together are plain at a glance, they need not wait.
import type { HalfCall } from "../half-call.js";
import { summaryOf } from "./half-summary.js";
import type { Pair, Partners } from "./partners.js";
import { picked, type WaitingHalves, type WaitingId } from "./waiting-halves.js";

/** Where open halves are kept. */
export interface OpenOnes {
  isOpen(half: HalfCall): boolean;
  /** Closes a half without handing it on. */
  release(half: HalfCall): void;
}

interface Quiet {
  readonly half: HalfCall;
  readonly eventCount: number;
  readonly of: OpenOnes;
}

/** Lends quiet halves to those that wait, so that bot halves find them. */
export class QuietHalves {
  readonly #waiting: WaitingHalves;
  readonly #byId = new Map<WaitingId, Quiet>();
  readonly #ids = new Map<HalfCall, WaitingId>();
  /** Bot halves that were paired with a quiet one. Each is, once. */
  readonly #paired = new Set<WaitingId>();

  constructor(waiting: WaitingHalves) {
    this.#waiting = waiting;
  }

  /** The ids under which they are lent. */
  get ids(): Iterable<WaitingId> {
    return this.#byId.keys();
  }

  get size(): number {
    return this.#byId.size;
  }

  has(id: WaitingId): boolean {
    return this.#byId.has(id);
  }

  /** Takes a quiet half. @returns its id if it is new or has changed. Otherwise null. */
  add(half: HalfCall, of: OpenOnes): WaitingId | null {
    const known = this.#ids.get(half);
    if (known !== undefined && this.#byId.get(known)?.eventCount === half.events.length) return null;
    this.forget(half);
    const id = this.#waiting.lend(summaryOf(half), () => half);
    this.#byId.set(id, { half, eventCount: half.events.length, of });
    this.#ids.set(half, id);
    return id;
  }

  /** Forgets a half, which is closed or has a new line. */
  forget(half: HalfCall): void {
    const id = this.#ids.get(half);
    if (id === undefined) return;
    this.#ids.delete(half);
    this.#byId.delete(id);
    this.#waiting.forget(id);
  }

  /** Forgets those that are quiet no more. */
  forgetChanged(): void {
    for (const { half, eventCount, of } of this.#byId.values())
      if (half.events.length !== eventCount || !of.isOpen(half)) this.forget(half);
  }

  /**
   * The quiet halves that belong to waiting bot halves beyond doubt, each pair once.
   * @param isPast Tells whether both logs have been read past a bot half.
   */
  surePairs(isPast: (bot: WaitingId) => boolean, partners: Partners): (Pair & { readonly asterisk: WaitingId })[] {
    const taken = new Set<WaitingId>();
    return picked(this.#waiting.of("bot"), (id) => !this.#paired.has(id) && isPast(id)).flatMap((bot) => {
      const pair = partners.surePartner(bot);
      const asterisk = pair?.asterisk ?? null;
      if (pair === null || asterisk === null || !this.has(asterisk) || taken.has(asterisk)) return [];
      taken.add(asterisk);
      this.#paired.add(bot);
      return [{ ...pair, asterisk }];
    });
  }

  /** Forgets a bot half that waits no more. Its id is used again. */
  forgetBot(id: WaitingId): void {
    this.#paired.delete(id);
  }

  /** Closes a half whose call was handed on. */
  release(id: WaitingId): void {
    const quiet = this.#byId.get(id);
    if (!quiet) return;
    this.forget(quiet.half);
    quiet.of.release(quiet.half);
  }
}
