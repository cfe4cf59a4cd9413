// Channels that a bot has Asterisk make for a call: snoops, external media, Local channels, dialled legs. One line asks for such
// a channel, another names its id, and often no line names both it and the call. So the latest lines in which calls mention other
// channels are kept.

import type { CallEvent, EventType } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";
import { parseUniqueId } from "../unique-id.js";
import { isHelperName, snoopedId } from "./auxiliary-channels.js";
import type { ChannelIds } from "./channel-ids.js";
import { type OpenHalves, type Owner, onlyOne } from "./open-halves.js";

/** A line in which a call mentions another channel. */
interface Mention {
  readonly half: HalfCall;
  readonly text: string;
  readonly wallMs: number | null;
  /** True for a dialled leg or a bridge: only the line itself ties such a channel to the call. */
  readonly isLeg: boolean;
}

/** Never this many channels are requested at once. */
const MAX_MENTIONS = 64;

/** Asterisk creates a helper channel while it handles the request for it. */
const MADE_WITHIN_MS = 3_000;

/** A bot that listens in mostly does so at the beginning of a call. */
const NEXT_WITHIN_SECONDS = 10;

/** Follows the channels that a bot asks for. */
export class RequestedChannels {
  readonly #mentions: Mention[] = [];
  readonly #ids: ChannelIds;
  readonly #open: OpenHalves;

  /**
   * @param ids The ids of all calls.
   * @param open The calls that are up.
   */
  constructor(ids: ChannelIds, open: OpenHalves) {
    this.#ids = ids;
    this.#open = open;
  }

  /** Takes a line of a call. */
  note(half: HalfCall, event: CallEvent): void {
    const isLeg = event.type === "bot-dialled" || event.type === "bot-bridge";
    if (!isLeg && (MENTIONS_NONE.has(event.type) || !isOfHelper(event))) return;
    this.#mentions.push({ half, text: event.text, wallMs: event.wallMs, isLeg });
    if (this.#mentions.length > MAX_MENTIONS) this.#mentions.shift();
  }

  /**
   * A snoop, external media or Local channel is made for a call and is none itself. It belongs to the call whose id its line
   * names, else to the one whose channel was created just before it, else to the only one that is up. Null for a channel that
   * may be a call of its own, or if it cannot be told whose it is.
   */
  ownerOf(event: CallEvent, id: string): Owner | null {
    const askers = new Set(this.#mentions.filter(({ text }) => isNamedIn(id, text)).map(({ half }) => half));
    const asked = onlyOne(askers, (half) => this.#open.has(half));
    if (asked) return { half: asked, inferredFrom: null };
    const dialling = event.type === "bot-dialled" ? this.#diallerOf(event, id) : null;
    if (dialling) return { half: dialling, inferredFrom: "a leg that was dialled right after this call was answered" };
    if (!isOfHelper(event) && !(isWithoutCaller(event) && this.#wasJustMentioned(event))) return null;
    const named = snoopedId(event.channelName) ?? this.#ids.knownIn(event.text);
    const half = named === null ? undefined : this.#ids.get(named);
    if (half && this.#open.has(half)) return { half, inferredFrom: null };
    const asking = new Set(
      this.#mentions.filter(({ wallMs, isLeg }) => !isLeg && isJustBefore(wallMs, event)).map((line) => line.half),
    );
    const lately = onlyOne(asking, (one) => this.#open.has(one) && !one.ended);
    if (lately) return { half: lately, inferredFrom: "a helper channel, made right after this call had spoken of one" };
    const after = onlyOne(this.#open, (one) => !one.ended && wasMadeAfter(id, one));
    return after
      ? { half: after, inferredFrom: "a helper channel, made right after this call's" }
      : this.#open.onlyUp(() => true, "a helper channel, and the only call up at the time");
  }

  /**
   * The call that a leg is dialled for, if its line names none: an inbound call that was just answered, with the leg's channel
   * created next. A bot that dials out answers none of its calls.
   */
  #diallerOf(event: CallEvent, id: string): HalfCall | null {
    return onlyOne(
      this.#open,
      (half) =>
        !half.ended &&
        wasMadeAfter(id, half) &&
        isJustBefore(half.events.at(-1)?.event.wallMs ?? null, event) &&
        half.events.some(({ event: { type } }) => type === "bot-stasis-start") &&
        half.events.some(({ event: { type } }) => type === "bot-answered"),
    );
  }

  /** Has a call just mentioned a helper channel? */
  #wasJustMentioned({ wallMs }: CallEvent): boolean {
    for (const { ended, events } of this.#open) {
      const last = ended ? undefined : events.at(-1)?.event;
      if (last && wallMs !== null && last.wallMs !== null && wallMs - last.wallMs <= MADE_WITHIN_MS && isOfHelper(last))
        return true;
    }
    return false;
  }

  /** All state that later lines may need, so that another run can go on. */
  get memory(): readonly Mention[] {
    return [...this.#mentions];
  }

  /** Restores the state that an earlier run left. */
  recall(memory: RequestedChannels["memory"]): void {
    this.#mentions.push(...memory);
  }
}

/** Most lines of a call are of these types, which mention no other channel. */
const MENTIONS_NONE: ReadonlySet<EventType> = new Set<EventType>([
  ...(["bot-answered", "bot-hold", "bot-unhold", "bot-moh", "bot-play", "bot-play-finished", "bot-filler"] as const),
  ...([
    "bot-speech",
    "bot-model-asked",
    "bot-model-answered",
    "bot-tts",
    "bot-hangup",
    "bot-hangup-requested",
  ] as const),
  ...(["bot-stasis-end", "bot-call-finished"] as const),
]);

const HELPER_WORDS =
  /\b(?:snoop\w*|spy|spying|whisper(?:ing)? channel|external[ _-]?media\w*|unicast ?rtp|local channel)\b/i;

function isOfHelper({ text, channelName }: CallEvent): boolean {
  return (
    HELPER_WORDS.test(text) || (channelName !== null && (isHelperName(channelName) || channelName.startsWith("Local/")))
  );
}

/** Does a text contain this id as a whole? */
function isNamedIn(id: string, text: string): boolean {
  const at = text.indexOf(id);
  return at >= 0 && !/[\w.]/.test(text.charAt(at - 1)) && !/^(?:\w|\.\w)/.test(text.slice(at + id.length));
}

function isWithoutCaller(event: CallEvent): boolean {
  return event.type === "bot-stasis-start" && (event.caller ?? "") === "";
}

function isJustBefore(wallMs: number | null, event: CallEvent): boolean {
  return wallMs !== null && event.wallMs !== null && event.wallMs >= wallMs && event.wallMs - wallMs <= MADE_WITHIN_MS;
}

/** Was a channel created right after one of a call's? Every new channel of the process takes the next number. */
function wasMadeAfter(id: string, { channelIds }: HalfCall): boolean {
  const made = parseUniqueId(id);
  if (!made) return false;
  return channelIds.some((own) => {
    const before = parseUniqueId(own);
    return (
      before !== null &&
      made.counter - before.counter === 1 &&
      made.epochSeconds >= before.epochSeconds &&
      made.epochSeconds - before.epochSeconds <= NEXT_WITHIN_SECONDS
    );
  });
}
