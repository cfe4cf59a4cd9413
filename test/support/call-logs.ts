// Builds both logs of a call, one step per line: what Asterisk's full log prints (pbx.c, res_musiconhold.c, file.c, bridge_channel.c,
// res_pjsip_sdp_rtp.c, chan_sip.c), and what a bot logs of the same call.
//   asterisk: asterisk.stasis(0).musicStarts(1).musicStops(6),
//   bot: bot.stasisStart(0.1).hold(1).hangsUp(6).stasisEnd(6.1),
// Times are seconds after 15:52:00. Lines keep the order of the steps, also if their times do not; `and` sorts. A step returns a new
// log, so what several logs begin with is written once. If a test is about the form of lines, or about several calls, write its logs
// out instead.
/** The ids of a call in both logs. */
export interface CallIds {
  readonly channelId: string;
  /** The channel's name. */
  readonly name: string;
  readonly logCallId: string;
  readonly thread: number;
  readonly caller: string;
}

export const THE_CALL: CallIds = {
  channelId: "1795362720.1",
  name: "PJSIP/trunk-00000001",
  logCallId: "C-00000002",
  thread: 95,
  caller: "79160000001",
};

/** When THE_CALL begins. */
export const BEGIN_MS = Date.UTC(2026, 10, 22, 15, 52, 0);
const BRIDGE = "36428f62-31ef-4ea2-8cdb-c9ad3a8def91";

const playbackId = (number: number): string => `${number}689be8d-0248-4f24-9d70-7b60876715b1`;

/** What follows the stamp, and its second. */
interface Line {
  readonly at: number;
  readonly text: string;
}

/** 2026-11-22 15:52:00.120 */
function stampOf(at: number): string {
  return new Date(BEGIN_MS + Math.round(at * 1000)).toISOString().slice(0, 23).replace("T", " ");
}

/** Asterisk's full log; with milliseconds where a moment has a part of a second. */
export class AsteriskLog {
  readonly #call: CallIds;
  readonly #lines: readonly Line[];
  /** Priority of the extension's last step so far. */
  readonly #priority: number;

  constructor(call: CallIds, lines: readonly Line[] = [], priority = 0) {
    this.#call = call;
    this.#lines = lines;
    this.#priority = priority;
  }

  toString(): string {
    const isFine = this.#lines.some(({ at }) => !Number.isInteger(at));
    const stamp = (at: number): string => (isFine ? stampOf(at) : `Nov 22 ${stampOf(at).slice(11, 19)}`);
    return this.#lines.map(({ at, text }) => `[${stamp(at)}] ${text}\n`).join("");
  }

  toJSON(): string {
    return this.toString();
  }

  /** The same log with other ids than the usual ones. */
  of(ids: Partial<CallIds>): AsteriskLog {
    return new AsteriskLog({ ...this.#call, ...ids }, this.#lines, this.#priority);
  }

  /** These lines and those of another log, in order of time. */
  and(other: AsteriskLog): AsteriskLog {
    // stable: lines of one second stay in order
    return this.#with([...this.#lines, ...other.#lines].sort((a, b) => a.at - b.at));
  }

  #with(lines: readonly Line[], priority = this.#priority): AsteriskLog {
    return new AsteriskLog(this.#call, lines, priority);
  }

  /** A line as printed behind the stamp: `NOTICE[7] chan_sip.c: ...`. */
  logs(at: number, text: string): AsteriskLog {
    return this.#with([...this.#lines, { at, text }]);
  }

  /** A line of the call's own thread, with its C- id. */
  inCall(at: number, text: string, level = "VERBOSE"): AsteriskLog {
    const { thread, logCallId } = this.#call;
    return this.logs(at, `${level}[${thread}][${logCallId}] ${text}`);
  }

  /** The dialplan runs the extension's next application. */
  runs(at: number, app: string, args = ""): AsteriskLog {
    const { name } = this.#call;
    const priority = this.#priority + 1;
    const run = this.inCall(
      at,
      `pbx.c: Executing [1000@from-trunk:${priority}] ${app}("${name}", "${args}") in new stack`,
    );
    return run.#with(run.#lines, priority);
  }

  /** The channel enters the bot's application. */
  stasis(at: number, args = `voicebot,1000,${this.#call.caller}`): AsteriskLog {
    return this.runs(at, "Stasis", args);
  }

  musicStarts(at: number, musicClass = "default"): AsteriskLog {
    const { name } = this.#call;
    return this.inCall(at, `res_musiconhold.c: Started music on hold, class '${musicClass}', on channel '${name}'`);
  }

  musicStops(at: number): AsteriskLog {
    return this.inCall(at, `res_musiconhold.c: Stopped music on hold on ${this.#call.name}`);
  }

  plays(at: number, file: string): AsteriskLog {
    return this.inCall(at, `file.c: <${this.#call.name}> Playing '${file}' (language 'en')`);
  }

  /** A channel joins a bridge: the call's, or that of its peer. */
  joins(at: number, name = this.#call.name): AsteriskLog {
    return this.inCall(at, `bridge_channel.c: Channel ${name} joined 'simple_bridge' basic-bridge <${BRIDGE}>`);
  }

  leaves(at: number, name = this.#call.name): AsteriskLog {
    return this.inCall(at, `bridge_channel.c: Channel ${name} left 'simple_bridge' basic-bridge <${BRIDGE}>`);
  }

  /** The dialplan is done with the channel. */
  exits(at: number): AsteriskLog {
    const place = `from-trunk, 1000, ${this.#priority}`;
    return this.inCall(at, `pbx.c: Spawn extension (${place}) exited non-zero on '${this.#call.name}'`);
  }

  /** Asterisk ends the call for lack of RTP, in the words of its channel driver. */
  endsForLackOfRtp(at: number, seconds: number): AsteriskLog {
    const { name } = this.#call;
    return this.logs(
      at,
      name.startsWith("SIP/")
        ? `NOTICE[77] chan_sip.c: Disconnecting call '${name}' for lack of RTP activity in ${seconds} seconds`
        : `NOTICE[77] res_pjsip_sdp_rtp.c: Disconnecting channel '${name}' for lack of audio RTP activity in ${seconds} seconds`,
    );
  }

  /** Asterisk has started. */
  isReady(at: number): AsteriskLog {
    return this.logs(at, "VERBOSE[1] asterisk.c: Asterisk Ready.");
  }

  /** Asterisk is stopped. */
  cleanlyEnds(at: number): AsteriskLog {
    return this.logs(at, "VERBOSE[20] asterisk.c: Asterisk cleanly ending (0).");
  }

  /** Somebody runs `asterisk -r`. */
  consoleOpens(at: number): AsteriskLog {
    return this.logs(at, "VERBOSE[20] asterisk.c: Remote UNIX connection");
  }
}

/** The log of a bot, as Python's `logging` writes it. */
export class BotLog {
  readonly #call: CallIds;
  readonly #lines: readonly Line[];
  /** How many playbacks the call has started. */
  readonly #playbackCount: number;

  constructor(call: CallIds, lines: readonly Line[] = [], playbackCount = 0) {
    this.#call = call;
    this.#lines = lines;
    this.#playbackCount = playbackCount;
  }

  toString(): string {
    return this.#lines.map(({ at, text }) => `${stampOf(at).replace(".", ",")} - bot - ${text}\n`).join("");
  }

  toJSON(): string {
    return this.toString();
  }

  /** The same log with other ids than the usual ones. */
  of(ids: Partial<CallIds>): BotLog {
    return new BotLog({ ...this.#call, ...ids }, this.#lines, this.#playbackCount);
  }

  /** These lines and those of another log, in order of time. */
  and(other: BotLog): BotLog {
    return this.#with([...this.#lines, ...other.#lines].sort((a, b) => a.at - b.at));
  }

  #with(lines: readonly Line[], playbackCount = this.#playbackCount): BotLog {
    return new BotLog(this.#call, lines, playbackCount);
  }

  says(at: number, words: string, level = "INFO"): BotLog {
    return this.#with([...this.#lines, { at, text: `${level} - ${words}` }]);
  }

  stasisStart(at: number): BotLog {
    return this.says(at, `StasisStart channel=${this.#call.channelId} caller=${this.#call.caller} exten=1000`);
  }

  stasisEnd(at: number): BotLog {
    return this.says(at, `StasisEnd channel=${this.#call.channelId}`);
  }

  answered(at: number): BotLog {
    return this.says(at, `Channel ${this.#call.channelId} answered`);
  }

  hold(at: number): BotLog {
    return this.says(at, `Channel ${this.#call.channelId} put on hold`);
  }

  unhold(at: number): BotLog {
    return this.says(at, `Channel ${this.#call.channelId} taken off hold`);
  }

  playbackStarted(at: number, sound = "a"): BotLog {
    const next = this.#with(this.#lines, this.#playbackCount + 1);
    const id = playbackId(next.#playbackCount);
    return next.says(at, `Playback ${id} started on channel ${this.#call.channelId} media=sound:${sound}`);
  }

  /** @param number Which of the call's playbacks. The latest if left out. */
  playbackFinished(at: number, state = "done", number = this.#playbackCount): BotLog {
    return this.says(at, `PlaybackFinished ${playbackId(number)} state=${state}`);
  }

  /** The channel is gone before it is played to. */
  playRefused(at: number): BotLog {
    const request = `POST /ari/channels/${this.#call.channelId}/play/x?media=sound%3Aa`;
    return this.says(at, `${request} failed: 404 {"message":"Channel not found"}`, "ERROR");
  }

  hangsUp(at: number): BotLog {
    return this.says(at, `Hanging up channel ${this.#call.channelId}`);
  }

  /** A call that goes well: the bot plays for two seconds, and hangs up a second later. */
  served(at: number, sound?: string): BotLog {
    return this.playbackStarted(at, sound)
      .playbackFinished(at + 2)
      .hangsUp(at + 3)
      .stasisEnd(at + 3.001);
  }

  hangupRequest(at: number, cause: number): BotLog {
    return this.says(at, `ChannelHangupRequest channel=${this.#call.channelId} cause=${cause}`);
  }
}

/** The empty logs of one call, to build on. */
export const asterisk = new AsteriskLog(THE_CALL);
export const bot = new BotLog(THE_CALL);
/** Asterisk's log of the same call over chan_sip. */
export const chanSip = asterisk.of({ name: "SIP/trunk-00000001" });
