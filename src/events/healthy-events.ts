// Which events a healthy call may hold, and what they must say. If a call holds nothing else, and its order is right, no rule is
// asked about it (findings/plainly-healthy.ts). Every kind of event is listed here, so whoever adds one must decide. If any rule may
// make something of an event, whatever stands around it, a healthy call does not hold it.
import type { CallEvent, EventOf, EventType } from "./event.js";
import { speaksOfTimer } from "./lexicon/timers.js";

/** Tells whether an event of one kind may be in a healthy call. */
type Check<T extends EventType> = (event: EventOf<T>) => boolean;

const always = (): boolean => true;
const never = (): boolean => false;

/** Dialplan applications that leave the call as it is. */
const PLAIN_STEPS =
  /^(?:Answer|Gosub|GosubIf|Goto|GotoIf|GotoIfTime|Log|MSet|NoOp|Progress|Return|Ringing|Set|Stasis|Verbose|Wait)$/;

/** How a call that is over ends: no cause, as with most BYEs, Q.850's normal clearing, or flag 32, as with the bot's DELETE. */
const CLEARED: ReadonlySet<number | null> = new Set([null, 0, 16, 32]);

const IN_HEALTHY_CALLS: { readonly [T in EventType]: Check<T> } = {
  "unread-error": never,
  // `h` belongs to the hang-up, and a limit that is set may end the call
  dialplan: ({ app, exten, args }) => PLAIN_STEPS.test(app) && exten !== "h" && !/TIMEOUT\(/i.test(args),
  "spawn-exited": never,
  "dialplan-ended": never,
  "dialplan-app-failed": never,
  "internal-gosub": never,
  "moh-started": always,
  "moh-stopped": always,
  "moh-class-missing": never,
  "moh-unavailable": never,
  playing: always,
  "playback-failed": never,
  "sound-missing": never,
  "sound-unreadable": never,
  "no-translation-path": never,
  "rtp-timeout": never,
  "strict-rtp": always,
  "bridge-joined": never,
  "bridge-left": never,
  "bridge-swapped": never,
  dial: never,
  "dial-failed": never,
  "mailbox-missing": never,
  "stasis-launched": always,
  "stasis-app-missing": never,
  "codecs-incompatible": never,
  "audiosocket-failed": never,
  "media-server-unreachable": never,
  "audiosocket-idle": never,
  "media-leg-failed": never,
  "absolute-timeout-set": never,
  "duration-limit-set": never,
  "moh-without-files": never,
  "moh-file-unreadable": never,
  "rtp-socket-error": never,
  "dtls-failed": never,
  "ice-failed": never,
  "srtp-failed": never,
  "comfort-noise": never,
  "channel-blocked": never,
  "dialog-outlived": never,
  "soft-hangup": never,
  "channel-allocated": always,
  "channel-topic": always,
  "sip-message": never,
  "sip-retransmission-timeout": never,
  "sip-critical-hangup": never,
  "session-timer-expired": never,
  "sip-dialog-gone": never,
  "capacity-exceeded": never,
  "ami-hangup": never,
  "ari-request": never,
  "ari-response": never,
  "ari-event": never,
  // a capture is looked at by the rules that need it, whatever the logs hold
  "channel-event": always,
  "call-moment": never,
  "log-opened": never,
  "asterisk-starting": never,
  "asterisk-ready": never,
  "asterisk-ended": never,
  "stasis-app-deactivated": never,
  "stasis-app-activated": never,
  "stasis-app-replaced": never,
  "stasis-message-missed": never,
  "websocket-closed-abruptly": never,
  "websocket-write-failed": never,
  "http-session-limit": never,
  "rtp-ports-exhausted": never,
  "descriptors-exhausted": never,
  "taskprocessor-full": never,
  "cli-connected": never,
  "cli-disconnected": never,
  "log-discarding": never,
  "log-resumed": never,
  "bot-stasis-start": always,
  "bot-answered": always,
  "bot-hold": always,
  "bot-unhold": always,
  "bot-moh": never,
  "bot-play": always,
  "bot-play-finished": ({ state }) => state === "done",
  "bot-filler": always,
  "bot-speech": always,
  "bot-model-asked": always,
  "bot-model-answered": always,
  "bot-tts": always,
  "bot-hangup": ({ why, timer }) => why === null && !timer,
  "bot-intention": ({ why, timer }) => why === null && !timer,
  "bot-http-request": never,
  "bot-http-answer": never,
  "bot-request-failed": never,
  "bot-provider-failed": never,
  "bot-channel-gone": never,
  "bot-not-in-stasis": never,
  "bot-hangup-requested": ({ cause }) => CLEARED.has(cause),
  "bot-stasis-end": always,
  "bot-channel-destroyed": ({ cause }) => CLEARED.has(cause),
  "bot-left-dialplan-bound": never,
  // the line may say what ended the call
  "bot-call-finished": ({ message }) => !speaksOfTimer(message),
  "bot-orphan-found": never,
  "bot-bridge": never,
  "bot-leg-left-bridge": never,
  "bot-dialled": never,
  "bot-media-leg": never,
  "bot-media-closed": never,
  "bot-caller-held": never,
  "bot-line": never,
  "bot-started": never,
  "bot-stopping": never,
  "bot-ari-connected": never,
  "bot-ari-closed": never,
  "bot-app-replaced": never,
};

/** May the event be in a healthy call? Never if its writer logged it as a warning or an error. */
export function fitsHealthyCall(event: CallEvent): boolean {
  if (event.severity !== undefined || event.exception !== undefined) return false;
  return (IN_HEALTHY_CALLS[event.type] as Check<EventType>)(event);
}
