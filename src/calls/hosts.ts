// Which bot log speaks of which Asterisk. Two hosts may give the same uniqueid, channel name and C- id to different calls, so
// of several Asterisk logs a bot's own is learned from the calls that are surely joined, and only then taken for granted.
import type { Digest } from "./digest.js";

/** A bot that has had this many sure calls on one host, and none on another, is that host's. */
const SURE_CALLS = 2;

/** Learns the host of each bot log, apart for each systemname that its ids bear (asterisk.conf, facts B.1). */
export class Hosts {
  readonly #calls = new Map<string, Map<number, number>>();

  /** Notes a join that leaves no doubt. */
  learn(asterisk: Digest, bot: Digest): void {
    const hosts = this.#calls.get(clientOf(bot)) ?? new Map<number, number>();
    hosts.set(asterisk.streamIndex, (hosts.get(asterisk.streamIndex) ?? 0) + 1);
    this.#calls.set(clientOf(bot), hosts);
  }

  /** False where the bot's calls of that systemname are known to run on another host. */
  mayServe(asterisk: Digest, bot: Digest): boolean {
    const hosts = this.#calls.get(clientOf(bot));
    const [only, ...others] = hosts?.entries() ?? [];
    return only === undefined || others.length > 0 || only[1] < SURE_CALLS || only[0] === asterisk.streamIndex;
  }
}

function clientOf({ streamIndex, channelIds }: Digest): string {
  const systemname = /^(?<name>.+)-\d{9,10}\.\d+/.exec(channelIds[0] ?? "")?.groups?.name ?? "";
  return `${streamIndex} ${systemname}`;
}
