// Which bot log belongs to which Asterisk. Two hosts may give the same uniqueid, channel name and C- id to different calls. So
// if there are several Asterisk logs, a bot's own is learnt from the calls that are surely joined.
import { BoundedMap } from "../../io/bounded-map.js";
import type { HalfSummary } from "./half-summary.js";

/** A bot with this many sure calls on one host, and none on another, belongs to that host. */
const SURE_CALLS = 2;
/** This outweighs everything except an id, a name or a caller's number (match.ts), since a bot may serve another host too. */
const ELSEWHERE = 15;

/** How many bots and systemnames this is remembered for. */
const MAX_CLIENTS = 1_000;

/** Learns the host of each bot log, separately for each systemname in its ids (docs/asterisk/channel-ids.md#uniqueid). */
export class Hosts {
  readonly #calls = new BoundedMap<string, Map<number, number>>(MAX_CLIENTS);

  /** A copy that learns on without changing this one. */
  copy(): Hosts {
    const copy = new Hosts();
    for (const [client, hosts] of this.#calls) copy.#calls.set(client, new Map(hosts));
    return copy;
  }

  /** All that it has learnt. */
  get memory() {
    return [...this.#calls].map(([client, hosts]) => [client, [...hosts]] as const);
  }

  /** Restores the state that an earlier run left. */
  recall(memory: Hosts["memory"]): void {
    for (const [client, hosts] of memory) this.#calls.set(client, new Map(hosts));
  }

  /** Notes a join that is beyond doubt. */
  learn(asterisk: HalfSummary, bot: HalfSummary): void {
    const hosts = this.#calls.get(clientOf(bot)) ?? new Map<number, number>();
    hosts.set(asterisk.streamIndex, (hosts.get(asterisk.streamIndex) ?? 0) + 1);
    this.#calls.set(clientOf(bot), hosts);
  }

  /** The penalty for a pair if the bot's calls with that systemname are known to run on another host. */
  doubt(asterisk: HalfSummary, bot: HalfSummary): number {
    const hosts = this.#calls.get(clientOf(bot));
    const [only, ...others] = hosts?.entries() ?? [];
    const elsewhere =
      only !== undefined && others.length === 0 && only[1] >= SURE_CALLS && only[0] !== asterisk.streamIndex;
    return elsewhere ? ELSEWHERE : 0;
  }
}

function clientOf({ streamIndex, channelIds }: HalfSummary): string {
  const systemname = /^(?<name>.+)-\d{9,10}\.\d+/.exec(channelIds[0] ?? "")?.groups?.name ?? "";
  return `${streamIndex} ${systemname}`;
}
