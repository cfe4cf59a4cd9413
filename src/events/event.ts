// What happened according to a record, in the field's own words. The union of everything that later stages may know about a log.
import type { Side, Witness } from "../records/record.js";
import type { RecordSeverity } from "../records/severity.js";
import type { HttpRequest } from "./bot/http-exchange.js";

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

/** Direction of media in an SDP (RFC 4566), which tells who puts whom on hold. */
export type SdpDirection = "sendrecv" | "sendonly" | "recvonly" | "inactive";

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
  | {
      readonly type: "dialplan";
      readonly app: string;
      readonly args: string;
      readonly exten: string;
      readonly context: string;
      readonly priority: number;
    }
  /**
   * An application returned an error or saw a hangup. The position is that of its step. Macro() and Gosub() print one per level.
   */
  | { readonly type: "spawn-exited"; readonly context: string; readonly exten: string; readonly priority: number }
  | {
      readonly type: "dialplan-ended";
      readonly how: "no-more-steps" | "no-such-extension" | "no-digits";
      /** DIALSTATUS if the steps ran out, otherwise the place that does not exist. */
      readonly detail: string;
    }
  /** Asterisk's own line about why an application returned an error. */
  | { readonly type: "dialplan-app-failed"; readonly app: string; readonly why: string }
  /** A Gosub() that Asterisk itself runs on a channel: hangup handlers, routines before and after Dial(). */
  | { readonly type: "internal-gosub"; readonly state: "start" | "complete" }
  | { readonly type: "moh-started"; readonly mohClass: string }
  | { readonly type: "moh-stopped" }
  | { readonly type: "moh-class-missing"; readonly mohClass: string }
  | { readonly type: "moh-unavailable"; readonly mohClass: string }
  | { readonly type: "playing"; readonly file: string }
  | { readonly type: "playback-failed"; readonly media: string }
  | { readonly type: "sound-missing"; readonly file: string }
  | { readonly type: "sound-unreadable"; readonly file: string }
  | { readonly type: "no-translation-path"; readonly from: string; readonly to: string }
  | {
      readonly type: "rtp-timeout";
      readonly driver: "chan_sip" | "chan_pjsip";
      readonly media: "audio" | "video";
      readonly silenceSeconds: number;
    }
  | {
      readonly type: "strict-rtp";
      readonly state: "learning" | "switched" | "locked";
      readonly instance: string;
      readonly address: string;
    }
  | { readonly type: "bridge-joined"; readonly bridgeId: string; readonly bridgeKind: string }
  | { readonly type: "bridge-left"; readonly bridgeId: string; readonly bridgeKind: string }
  /** A channel replaced another one in a bridge. `replaced` is the name of the one it pushed out. */
  | { readonly type: "bridge-swapped"; readonly bridgeId: string; readonly replaced: string }
  | {
      readonly type: "dial";
      readonly state: "called" | "ringing" | "answered" | "busy" | "failed";
      readonly peer: string;
      /** For an answer: the channel that had dialled. */
      readonly caller?: string | null;
    }
  /** Dial() did not reach one of its destinations or, with `isWhole`, any of them. */
  | { readonly type: "dial-failed"; readonly why: string; readonly isWhole: boolean }
  | { readonly type: "mailbox-missing"; readonly mailbox: string }
  | { readonly type: "stasis-launched"; readonly app: string }
  | {
      readonly type: "stasis-app-missing";
      readonly app: string;
      readonly wording: "not-active" | "does-not-exist" | "not-registered";
    }
  | { readonly type: "codecs-incompatible" }
  | { readonly type: "audiosocket-failed"; readonly address: string }
  | { readonly type: "media-server-unreachable"; readonly address: string; readonly why: string }
  | { readonly type: "audiosocket-idle"; readonly idleMs: number }
  /** Asterisk's own line about why a media leg ended. `byAsterisk` if it was not the far end's doing. */
  | { readonly type: "media-leg-failed"; readonly why: string; readonly byAsterisk: boolean }
  | { readonly type: "absolute-timeout-set"; readonly until: string }
  | { readonly type: "duration-limit-set"; readonly seconds: number }
  | { readonly type: "moh-without-files"; readonly mohClass: string }
  | { readonly type: "moh-file-unreadable"; readonly file: string; readonly why: string }
  | { readonly type: "rtp-socket-error" }
  | { readonly type: "dtls-failed"; readonly why: string; readonly terminating: boolean }
  | { readonly type: "ice-failed"; readonly why: string }
  | { readonly type: "srtp-failed"; readonly why: string }
  | { readonly type: "comfort-noise" }
  | { readonly type: "channel-blocked" }
  | { readonly type: "dialog-outlived" }
  | { readonly type: "soft-hangup"; readonly flag: number }
  | { readonly type: "channel-allocated"; readonly address: string }
  | { readonly type: "channel-topic"; readonly address: string }
  | {
      readonly type: "sip-message";
      readonly direction: "received" | "sent";
      readonly method: string | null;
      readonly status: number | null;
      readonly cseqMethod: string;
      readonly reason: string | null;
      /** Whom an INVITE asks for: the user of its request URI. */
      readonly dialledUser: string | null;
      /** For an INVITE: the user of its From. */
      readonly fromUser: string | null;
      readonly sdpDirection: SdpDirection | null;
      /** The audio codec that the SDP prefers, by Asterisk's name for it. */
      readonly audioCodec: string | null;
      /** Where the SDP wants the media sent: its last c= line. */
      readonly sdpAddress: string | null;
      /** The port of its audio line. Null if it has none, or refuses the stream with 0. */
      readonly sdpPort: number | null;
      /** The release that a message of ours names in Server or User-Agent. */
      readonly asteriskVersion: string | null;
      readonly peer: string | null;
    }
  | {
      readonly type: "sip-retransmission-timeout";
      readonly packet: "request" | "response";
      /** How long it was sent in vain. Null if the message does not say. */
      readonly afterMs: number | null;
    }
  | { readonly type: "sip-critical-hangup" }
  | { readonly type: "session-timer-expired" }
  /** The far end answered a re-INVITE with 481: it no longer knows the call. */
  | { readonly type: "sip-dialog-gone" }
  | { readonly type: "capacity-exceeded"; readonly limit: string }
  | { readonly type: "ami-hangup"; readonly manager: string }
  | { readonly type: "ari-request"; readonly method: string; readonly path: string; readonly client: string }
  | { readonly type: "ari-response"; readonly status: number; readonly client: string }
  | {
      readonly type: "ari-event";
      readonly event: string;
      /** The channel's state in ARI's words: `Ring`, `Up`. */
      readonly state: string | null;
      readonly cause: number | null;
      readonly soft: boolean;
      readonly caller: string | null;
      readonly exten: string | null;
      /** The id of the channel that this one replaces: `replace_channel` of a StasisStart. */
      readonly replaces: string | null;
    }
  // --- captures ---
  /**
   * What Asterisk told of a channel over ARI or AMI, or wrote as CEL or CDR. ARI's ChannelHangupRequest and AMI's HangupRequest and
   * SoftHangupRequest are one message of Stasis (main/stasis_channels.c:ast_channel_hangup_request_type).
   */
  | {
      readonly type: "channel-event";
      readonly what: ChannelEventKind;
      readonly by: "ari" | "ami" | "cel" | "cdr";
      /** Of a hangup request: a softhangup flag if `soft`, else a Q.850 cause. Of the end: the channel's Q.850 cause. */
      readonly cause: number | null;
      readonly soft: boolean;
      /** Who hung up, in CEL's words: the channel itself, where its driver ended the session. Null if no line says. */
      readonly hangupSource: string | null;
    }
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
  // --- Asterisk, of no single call ---
  | { readonly type: "log-opened"; readonly version: string }
  /** A line that Asterisk prints while it starts, and at no other time. */
  | { readonly type: "asterisk-starting" }
  | { readonly type: "asterisk-ready" }
  | { readonly type: "asterisk-ended"; readonly cleanly: boolean }
  | { readonly type: "stasis-app-deactivated"; readonly app: string }
  | { readonly type: "stasis-app-activated"; readonly app: string }
  | { readonly type: "stasis-app-replaced"; readonly app: string }
  | { readonly type: "stasis-message-missed"; readonly app: string }
  | { readonly type: "websocket-closed-abruptly" }
  | { readonly type: "websocket-write-failed" }
  | { readonly type: "http-session-limit"; readonly sessionCount: number }
  | { readonly type: "rtp-ports-exhausted" }
  | { readonly type: "descriptors-exhausted" }
  | { readonly type: "taskprocessor-full"; readonly processor: string; readonly taskCount: number }
  | { readonly type: "cli-connected" }
  | { readonly type: "cli-disconnected" }
  | { readonly type: "log-discarding" }
  | { readonly type: "log-resumed"; readonly discardedCount: number }
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

/** What a channel event tells. */
export type ChannelEventKind =
  | "created"
  | "answered"
  | "held"
  | "unheld"
  | "hangup-request"
  | "timer"
  | "ended"
  | "billed";

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
