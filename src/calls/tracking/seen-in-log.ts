// What a log has shown that it records. Silence proves something only about that (SeenInLog).

import type { CallEvent, EventOf } from "../../events/event.js";
import { BoundedMap } from "../../io/bounded-map.js";
import type { LogRecord } from "../../records/record.js";
import { endpointOf } from "../facts/limits-in-force.js";
import type { HalfCall, Seeing } from "../half-call.js";

/** Notes what a line of the bot shows. */
export function noteSeenInBotLog(seen: Seeing, event: CallEvent): void {
  if (event.type === "bot-hangup-requested") {
    seen.hangupRequests = true;
    if (event.cause !== null) seen.hangupCauses = true;
  } else if (event.type === "bot-stasis-end") seen.stasisEnds = true;
  else if (event.type === "bot-unhold") seen.unholds = true;
  else if (event.type === "bot-hangup" && isRequest(event)) seen.deletes = true;
}

/** `HTTP Request: DELETE http://pbx:8088/ari/channels/1795362758.0 "HTTP/1.1 204 No Content"` is not the bot's own wording. */
function isRequest({ message }: CallEvent): boolean {
  return message.includes("DELETE") && message.includes("/channels/");
}

/** Notes what a record of Asterisk shows, whether or not it yields an event. */
export function noteSeenLevel(seen: Seeing, { level }: LogRecord): void {
  if (level === "NOTICE") seen.notice = true;
  else if (level === "VERBOSE") seen.verbose = true;
  else if (level === "DEBUG") seen.debug = true;
}

/** Notes what an event of Asterisk shows. */
export function noteSeenInAsteriskLog(seen: Seeing, event: CallEvent): void {
  if (event.type === "moh-started") seen.moh = true;
  else if (event.type === "dialplan") seen.dialplan = true;
  else if (event.type === "strict-rtp" && event.state === "locked") seen.rtpLock = true;
  else if (event.type === "sip-message") seen.sipTrace = true;
  else if (event.type === "ari-event" || event.type === "ari-request") seen.ariTrace = true;
}

/** More endpoints than a server has trunks. Of phones, it keeps those that timed out last. */
const MAX_ENDPOINTS = 1_000;

/** What {@link ShortestSilences} remembers. */
type Memory = readonly (readonly [string, number])[];

/** By endpoint: the shortest silence after which a NOTICE disconnected one of its calls. */
export class ShortestSilences {
  readonly #byEndpoint = new BoundedMap<string, number>(MAX_ENDPOINTS);

  /** Takes the NOTICE of an RTP timeout. */
  note({ channelName, silenceSeconds }: EventOf<"rtp-timeout">): void {
    const endpoint = endpointOf(channelName);
    if (endpoint === null) return;
    this.#byEndpoint.set(endpoint, Math.min(silenceSeconds, this.#byEndpoint.get(endpoint) ?? silenceSeconds));
  }

  /** The shortest one of the endpoint whose channel timed out in a call. Null if none did. */
  of({ events }: HalfCall): number | null {
    const name = events.find(({ event }) => event.type === "rtp-timeout")?.event.channelName ?? null;
    const endpoint = endpointOf(name);
    return (endpoint === null ? null : this.#byEndpoint.get(endpoint)) ?? null;
  }

  /** Asterisk began again, perhaps with another configuration. */
  clear(): void {
    this.#byEndpoint.clear();
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory(): Memory {
    return [...this.#byEndpoint];
  }

  /** Restores the state that an earlier run left. */
  recall(memory: Memory): void {
    for (const [endpoint, seconds] of memory) this.#byEndpoint.set(endpoint, seconds);
  }
}
