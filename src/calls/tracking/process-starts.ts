// Starts of Asterisk that a log shows. Channel names and C- ids start again with each (main/channel.c, main/logger.c), so nothing
// before one may be tied to what follows. Any of the lines that say so may be missing; then the counters tell.

import type { CallEvent } from "../../events/event.js";
import { driverOf } from "../call.js";
import { nameCounter } from "../unique-id.js";
import type { CallKeys } from "./call-keys.js";

/** Calls that begin together may be logged in another order than they are numbered. */
const COUNTED_APART_MS = 5_000;

/** The longest time from Asterisk's first line until it is ready. */
const BOOT_MS = 300_000;

/** What {@link ProcessStarts} remembers. */
export type StartsMemory = ProcessStarts["memory"];

/** Notices when the Asterisk of a log has ended or begun again. */
export class ProcessStarts {
  /** The highest counters of channels and C- ids so far, and when they were seen. */
  readonly #counters: Record<"chan_sip" | "chan_pjsip", { channel: number; log: number; wallMs: number } | null> = {
    chan_sip: null,
    chan_pjsip: null,
  };
  /** When an Asterisk was seen to start that has not yet said `Asterisk Ready.` */
  #bootingSinceMs: number | null = null;
  /** How many starts the log has shown. */
  generation = 0;

  /**
   * Takes an event of the whole run.
   * @param nowMs The time that the log has reached.
   * @returns true if no call survives it.
   */
  note(event: CallEvent, nowMs: number): boolean {
    if (event.type === "asterisk-ended") return true;
    if (event.type !== "asterisk-starting" && event.type !== "asterisk-ready") return false;
    // one start prints both lines
    const isBooting = this.#bootingSinceMs !== null && nowMs - this.#bootingSinceMs <= BOOT_MS;
    if (event.type === "asterisk-ready") this.#bootingSinceMs = null;
    else if (!isBooting) this.#bootingSinceMs = nowMs;
    return !isBooting;
  }

  /**
   * Have the counters of channels and C- ids started again? Both only grow within one process (main/channel.c, main/logger.c).
   * So a first step of the first channel, a while after that of a later one, comes from another process.
   * @param keys The calls that are known, and whether several Asterisks write to this log.
   */
  isShownBy(event: CallEvent, keys: CallKeys): boolean {
    if (event.type !== "dialplan" || event.priority !== 1 || event.exten === "h" || event.wallMs === null) return false;
    const driver = driverOf(event.channelName);
    const channel = event.channelName === null ? null : nameCounter(event.channelName);
    const log = event.logCallId === null ? null : Number.parseInt(event.logCallId.slice(2), 16);
    if (driver === null || channel === null || log === null || Number.isNaN(log)) return false;
    const before = this.#counters[driver];
    const isBack =
      before !== null &&
      !keys.areOfSeveral &&
      channel === 0 &&
      log <= 1 &&
      before.channel > 0 &&
      before.log > log &&
      event.wallMs - before.wallMs > COUNTED_APART_MS &&
      !keys.has(event.logCallId ?? "");
    if (isBack || before === null || (channel > before.channel && log > before.log))
      this.#counters[driver] = { channel, log, wallMs: event.wallMs };
    return isBack;
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory() {
    return { counters: { ...this.#counters }, generation: this.generation, bootingSinceMs: this.#bootingSinceMs };
  }

  /** Restores the state that an earlier run left. */
  recall({ counters, generation, bootingSinceMs }: StartsMemory): void {
    Object.assign(this.#counters, counters);
    this.generation = generation;
    this.#bootingSinceMs = bootingSinceMs;
  }
}
