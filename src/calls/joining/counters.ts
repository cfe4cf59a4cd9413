// How far the counter in uniqueids is ahead of the one in channel names. Sure joins teach it. For a doubtful one it tells
// whether it keeps the order in which channels were created.
import { BoundedMap } from "../../io/bounded-map.js";
import { firstAtOrAfter } from "../tracking/run-log.js";
import { nameCounter } from "../unique-id.js";
import type { HalfSummary } from "./half-summary.js";
import type { DeltaRange, SureJoin } from "./match.js";

/** The latest sure joins tell where the counters stand now. */
const SURE_JOINS = 256;
/** Asterisk processes whose counters are remembered. All but the last few have no calls left. */
const MAX_PROCESSES = 1_000;

/** The sure joins of an Asterisk process: the bot's counters, ascending, and how far Asterisk's was behind each. */
interface SureJoins {
  readonly counters: number[];
  readonly deltas: number[];
}

const NOTHING_KNOWN: DeltaRange = { before: null, after: null };

/** The counters of each Asterisk process. */
export class Counters {
  readonly #sure = new BoundedMap<string, SureJoins>(MAX_PROCESSES);

  /** A copy that learns on without changing this one. */
  copy(): Counters {
    const copy = new Counters();
    for (const [process, { counters, deltas }] of this.#sure)
      copy.#sure.set(process, { counters: [...counters], deltas: [...deltas] });
    return copy;
  }

  /** All that was learnt. */
  get memory() {
    return [...this.#sure];
  }

  /** Restores the state that an earlier run left. */
  recall(memory: Counters["memory"]): void {
    for (const [process, sure] of memory) this.#sure.set(process, sure);
  }

  /** Notes a join that is beyond doubt. */
  learn(asterisk: HalfSummary, bot: HalfSummary): void {
    if (!bot.uniqueId || asterisk.nameCounter === null) return;
    const process = processOf(asterisk);
    const sure = this.#sure.get(process) ?? { counters: [], deltas: [] };
    this.#sure.set(process, sure);
    const { counter } = bot.uniqueId;
    const place = firstAtOrAfter(sure.counters, counter);
    sure.counters.splice(place, 0, counter);
    sure.deltas.splice(place, 0, counter - asterisk.nameCounter);
  }

  /** What the sure joins before and after a call say about the counters at its place. */
  around(asterisk: HalfSummary, bot: HalfSummary): DeltaRange {
    const counter = bot.uniqueId?.counter;
    const sure = this.#sure.get(processOf(asterisk));
    if (counter === undefined || !sure) return NOTHING_KNOWN;
    const above = firstAtOrAfter(sure.counters, counter);
    const below = sure.counters[above] === counter ? above : above - 1;
    const before = joinAt(sure, below);
    const after = joinAt(sure, above);
    // the difference never falls; joins that say otherwise are not sure, and tell nothing
    return before !== null && after !== null && before.delta > after.delta ? NOTHING_KNOWN : { before, after };
  }

  /** The next calls come after the latest sure joins. */
  forgetOld(): void {
    for (const { counters, deltas } of this.#sure.values()) {
      counters.splice(0, counters.length - SURE_JOINS);
      deltas.splice(0, deltas.length - SURE_JOINS);
    }
  }

  /** Forgets everything: it was learnt before the clocks were set. */
  clear(): void {
    this.#sure.clear();
  }
}

function joinAt({ counters, deltas }: SureJoins, at: number): SureJoin | null {
  const [counter, delta] = [counters[at], deltas[at]];
  return counter === undefined || delta === undefined ? null : { counter, delta };
}

/** Each driver counts its own names (chan_idx in channels/chan_sip.c and channels/chan_pjsip.c). */
function processOf({ streamIndex, generation, channelNames }: HalfSummary): string {
  const name = channelNames.find((one) => nameCounter(one) !== null);
  return `${streamIndex} ${generation} ${name?.slice(0, name.indexOf("/")) ?? ""}`;
}
