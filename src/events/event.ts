// What happened according to a record, in the field's own words. The union of everything that later stages may know about a log.
// Asterisk's events are declared in asterisk/, each in the file whose patterns read it.
import type { Side, Witness } from "../records/record.js";
import type { RecordSeverity } from "../records/severity.js";
import type { ApplicationEvent } from "./asterisk/applications.js";
import type { AriDebugEvent } from "./asterisk/ari-debug.js";
import type { BridgeOrDialEvent } from "./asterisk/bridges-and-dialling.js";
import type { DialplanEvent } from "./asterisk/dialplan.js";
import type { HangUpOrCoreEvent } from "./asterisk/hang-ups.js";
import type { MediaCarrierEvent } from "./asterisk/media-carriers.js";
import type { MusicOrSoundEvent } from "./asterisk/music-and-sounds.js";
import type { ResourceEvent } from "./asterisk/resources.js";
import type { RtpEvent } from "./asterisk/rtp.js";
import type { SipEvent } from "./asterisk/sip.js";
import type { SipTraceEvent } from "./asterisk/sip-trace.js";
import type { StasisEvent } from "./asterisk/stasis.js";
import type { HttpRequest } from "./bot/http-exchange.js";
import type { ChannelEvent } from "./channel-event.js";
import type { WireRtpEvent } from "./wire-event.js";

/** Where an event was read, and which identities it states. */
export interface EventOrigin {
  readonly side: Side | Witness;
  /** Index of the source in the run. */
  readonly sourceIndex: number;
  /** 1-based. */
  readonly line: number;
  readonly byteOffset: number;
  /** Wall-clock time of the source, as if it were UTC. Null if the line has none. */
  readonly wallMs: number | null;
  readonly precisionMs: number;
  /** The header line as logged, cut to {@link MAX_TEXT}. */
  readonly text: string;
  /** The message without its header, cut to {@link MAX_TEXT}. */
  readonly message: string;
  readonly channelId: string | null;
  readonly channelName: string | null;
  readonly logCallId: string | null;
  readonly sipCallId: string | null;
  readonly thread: string | null;
  /** True if it names no channel and fits more than one call equally well. */
  readonly fitsSeveral?: boolean;
  /** Where Asterisk wrote it, if its log says so. */
  readonly host?: string;
  /** Set if its writer logged it as a warning or an error. */
  readonly severity?: RecordSeverity;
  /** What was thrown, if a traceback follows. Empty if the traceback does not say. */
  readonly exception?: string;
}

/** Longest line text that is kept as evidence. */
export const MAX_TEXT = 600;

/**
 * Asterisk limits its ids to 149 characters and channel names to 79 (include/asterisk/channel.h). A SIP Call-ID comes from a
 * stranger.
 */
export const MAX_ID_LENGTH = 256;

/** What happened, regardless of where it was read. */
export type EventBody =
  // --- both ---
  /** A warning, an error or a traceback that no pattern reads. */
  | {
      readonly type: "unread-error";
      /** Types of events that it only repeats. */
      readonly repeats: readonly EventType[];
      /** A round time in a bot's words: what a timer may be set to. */
      readonly seconds?: number;
    }
  // --- Asterisk ---
  | ApplicationEvent
  | AriDebugEvent
  | BridgeOrDialEvent
  | DialplanEvent
  | HangUpOrCoreEvent
  | MediaCarrierEvent
  | MusicOrSoundEvent
  | ResourceEvent
  | RtpEvent
  | SipEvent
  | SipTraceEvent
  | StasisEvent
  // --- captures ---
  | ChannelEvent
  | WireRtpEvent
  // --- both, of one call, kept for the judgement of others ---
  /** A moment of a call that a line which names no call may explain. */
  | {
      readonly type: "call-moment";
      readonly moment: "ended" | "no-answer" | "refused";
      /** The cause of a hangup request. */
      readonly cause: number | null;
      /** When the call was answered, by the bot's log. */
      readonly answeredWallMs: number | null;
    }
  // --- bot ---
  | { readonly type: "bot-stasis-start"; readonly caller: string | null; readonly exten: string | null }
  | { readonly type: "bot-answered" }
  | { readonly type: "bot-hold" }
  | { readonly type: "bot-unhold" }
  | { readonly type: "bot-moh"; readonly mohClass: string | null }
  | { readonly type: "bot-play"; readonly playbackId: string | null; readonly media: string | null }
  | { readonly type: "bot-play-finished"; readonly playbackId: string | null; readonly state: "done" | "failed" }
  | { readonly type: "bot-filler" }
  | { readonly type: "bot-speech" }
  | { readonly type: "bot-model-asked" }
  | { readonly type: "bot-model-answered"; readonly tookMs: number | null }
  | { readonly type: "bot-tts"; readonly tookMs: number | null }
  | {
      readonly type: "bot-hangup";
      /** The bot's words if a timer or a clean-up decided, not the conversation. */
      readonly why: string | null;
      /** True if the words speak of a timer. */
      readonly timer: boolean;
      /** The length of that timer, in the bot's own words. */
      readonly timerSeconds: number | null;
    }
  /**
   * What the bot says it is about to do, or a request whose line has no answer. It proves neither that the channel was there nor
   * that anything was done. Other lines tell what came of it.
   */
  | {
      readonly type: "bot-intention";
      readonly action: AriAction;
      readonly playbackId: string | null;
      readonly media: string | null;
      readonly why: string | null;
      readonly timer: boolean;
      readonly timerSeconds: number | null;
      /** For a request without its answer. */
      readonly request?: HttpRequest;
    }
  /** A request without further meaning, whose line has no answer: the next answer may belong to it. It belongs to no call. */
  | { readonly type: "bot-http-request"; readonly method: string; readonly path: string }
  /** An answer on a line of its own. It becomes the outcome of the request that it answers, or nothing. It belongs to no call. */
  | { readonly type: "bot-http-answer"; readonly status: number; readonly path: string | null }
  | {
      readonly type: "bot-request-failed";
      readonly method: string;
      readonly path: string;
      readonly action: AriAction;
      readonly status: number;
      readonly body: string | null;
    }
  | {
      readonly type: "bot-provider-failed";
      /** As the line names it. */
      readonly provider: string;
      readonly fault: ProviderFault;
      /** The telling status, code or errno. */
      readonly told: string;
    }
  | { readonly type: "bot-channel-gone" }
  | { readonly type: "bot-not-in-stasis" }
  | {
      readonly type: "bot-hangup-requested";
      readonly cause: number | null;
      readonly soft: boolean | null;
      /** True if the bot dumped the event whole. Then Asterisk did not send what is not in it. */
      readonly whole: boolean;
    }
  | { readonly type: "bot-stasis-end" }
  | { readonly type: "bot-channel-destroyed"; readonly cause: number | null }
  | { readonly type: "bot-left-dialplan-bound" }
  | { readonly type: "bot-call-finished" }
  | { readonly type: "bot-orphan-found" }
  | { readonly type: "bot-bridge"; readonly bridgeId: string | null }
  | { readonly type: "bot-leg-left-bridge"; readonly bridgeId: string | null }
  | { readonly type: "bot-dialled"; readonly endpoint: string | null }
  | { readonly type: "bot-media-leg" }
  | { readonly type: "bot-media-closed" }
  | { readonly type: "bot-caller-held"; readonly held: boolean }
  /** A line that names a call, in words that are not understood. */
  | { readonly type: "bot-line" }
  // --- bot, of no single call ---
  | { readonly type: "bot-started" }
  | { readonly type: "bot-stopping" }
  | { readonly type: "bot-ari-connected" }
  | { readonly type: "bot-ari-closed" }
  | { readonly type: "bot-app-replaced" };

/** What an ARI request was meant to do to a channel. */
export type AriAction =
  | "hold"
  | "unhold"
  | "play"
  | "answer"
  | "hangup"
  | "continue"
  | "moh"
  | "get"
  /** Creates a channel, records one, listens to one or puts one into a bridge. */
  | "media"
  | "other";

/** Why a model, recognition or speech service did not do what the bot requested. */
export type ProviderFault =
  /** The key is missing or not accepted. */
  | "key"
  /** Too many requests, or no quota left. */
  | "quota"
  | "timeout"
  | "unreachable"
  /** The request itself was refused. */
  | "refused"
  /** The service's own fault. */
  | "fault";

export type EventType = EventBody["type"];
export type CallEvent = EventOrigin & EventBody;
/** The event with a given type. */
export type EventOf<T extends EventType> = Extract<CallEvent, { readonly type: T }>;

/** Half of an HTTP exchange, which tells nothing yet. */
export function isOfExchange({ type }: CallEvent): boolean {
  return type === "bot-http-request" || type === "bot-http-answer";
}

/** Events that belong to no single call: they may affect every call that is up at the time. */
export const RUN_EVENTS: ReadonlySet<EventType> = new Set<EventType>([
  "log-opened",
  "asterisk-starting",
  "asterisk-ready",
  "asterisk-ended",
  "stasis-app-deactivated",
  "stasis-app-activated",
  "stasis-app-replaced",
  "stasis-message-missed",
  "websocket-closed-abruptly",
  "websocket-write-failed",
  "http-session-limit",
  "rtp-ports-exhausted",
  "descriptors-exhausted",
  "taskprocessor-full",
  "cli-connected",
  "cli-disconnected",
  "log-discarding",
  "log-resumed",
  "bot-started",
  "bot-stopping",
  "bot-ari-connected",
  "bot-ari-closed",
  "bot-app-replaced",
]);
