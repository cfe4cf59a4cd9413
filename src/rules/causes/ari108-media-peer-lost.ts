// The media server closed its connection while the caller was on the line. An orderly close prints no line of its own. The helper
// channel is the first to leave the bridge, or the dialplan goes on after AudioSocket()
// (docs/asterisk/media-and-ports.md#audiosocket).
import { eventsOf, firstOf } from "../../calls/call.js";
import { isOwn } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventOf } from "../../events/event.js";
import { confirmed, likely, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { firstToLeave } from "../shared/bridges.js";

export const mediaPeerLost = defineCause({
  code: "ARI108",
  name: "media-peer-lost",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup", "dialplan-hangup"],
  docs: {
    meaning: "The connection to the media server (AudioSocket, external media, websocket) ended before the call did.",
    impact: "The caller stays on the line and hears nothing more.",
    evidence:
      "Confirmed by `Reached timeout after … ms of no activity on AudioSocket connection`. Also confirmed by Asterisk's own line that says why the leg ended, right before the leg leaves its bridge, or before AudioSocket() or the Dial() to it returns: `Websocket seems unresponsive, disconnecting` (the rest of a frame did not come for 10 s), `This WebSocket channel only supports …`, `WebSocket frame type … not supported`, `Unable to send event …`, `Failed to read header from AudioSocket`, `Failed to receive frame`, `Failed to forward frame`. The report says whether Asterisk or the far end broke the connection. Likely if the helper channel left the bridge before the caller, or if the dialplan continued after AudioSocket() with the channel up. An orderly close leaves no line of its own.",
    excludedBy: "The caller left the bridge first; the connection was never made (ARI106).",
    fix: "Send audio, even silence, at least every second, in whole frames and in the format that the channel was made with. End or repair the call when the connection is gone. `Resource temporarily unavailable` from AudioSocket is a bug of early 20.14 to 22.5: update Asterisk.",
    references: [
      "apps/app_audiosocket.c:audiosocket_run",
      "channels/chan_audiosocket.c:audiosocket_read",
      "channels/chan_websocket.c:webchan_write",
      "main/bridge_channel.c:bridge_channel_internal_pull",
    ],
  },
  judge: (subject) => {
    const idle = firstOf(subject.call, "audiosocket-idle");
    if (idle)
      return confirmed(`The media server sent nothing for ${idle.event.idleMs} ms, and AudioSocket() gave up.`, idle);
    const departure = firstToLeave(subject);
    const why = whyItFailed(subject, departure?.role === "media" ? departure.left : null);
    if (why)
      return confirmed(
        why.event.byAsterisk
          ? `Asterisk itself ended the media connection: ${why.event.why}.`
          : `The media connection broke: ${why.event.why}.`,
        why,
        ...(departure?.role === "media" ? [departure.left] : []),
      );
    const lost = departure?.role === "media" ? departure.left : backFromAudioSocket(subject);
    if (!lost) return null;
    const closed = firstOf(subject.call, "bot-media-closed");
    return likely(
      "The media server's connection ended first, while the caller was on the line.",
      lost,
      ...(closed ? [closed] : []),
    );
  },
  advise: () => [
    {
      kind: "bot",
      title: "Keep the media connection up, and end the call when it is gone",
      reason:
        "Send audio (even silence) at least every second: AudioSocket() gives up after 2 s without any. When the connection drops, reconnect or say goodbye on the caller's channel.",
      risk: null,
      apply: [],
      verify: [],
    },
  ],
  missing: () => [
    {
      what: "Which side closed the media connection, and why",
      how: "In the media server, log each connection's start, end and error with its UUID; in the bot, ChannelDestroyed of the media channel with cause",
    },
  ],
});

/** How long after its line a leg leaves its bridge, or the dialplan ends. */
const AT_ONCE_MS = 3_000;

/** Arguments of a Dial() to one media server: `WebSocket/media/c(ulaw),20`. */
const DIALS_MEDIA = /^(?:WebSocket|AudioSocket)\/[^&]*$/;

/**
 * Asterisk's own line about why the leg ended, if the leg left its bridge at once, or if the last step was AudioSocket() or a
 * Dial() to the media server. A line without such an end is only a lost frame.
 */
function whyItFailed(subject: Subject, left: TimedEvent | null): TimedEvent<EventOf<"media-leg-failed">> | undefined {
  const { call, facts } = subject;
  const spawn = eventsOf(call, "spawn-exited").find(({ event }) => isOwn(call, event));
  const last = facts.steps.at(-1)?.event;
  const isOfMedia = last?.app === "AudioSocket" || (last?.app === "Dial" && DIALS_MEDIA.test(last.args));
  const end = left ?? (isOfMedia ? (spawn ?? null) : null);
  if (!end) return undefined;
  return eventsOf(call, "media-leg-failed").find(
    (timed) =>
      call.events.indexOf(timed) < call.events.indexOf(end) &&
      (timed.atMs === null || end.atMs === null || end.atMs - timed.atMs <= AT_ONCE_MS),
  );
}

/** The step after AudioSocket(): it returned although the channel was up, since a hangup would have ended the dialplan. */
function backFromAudioSocket({ facts: { steps } }: Subject): TimedEvent | null {
  const socket = steps.findIndex(({ event }) => event.app === "AudioSocket");
  return socket < 0 ? null : (steps[socket + 1] ?? null);
}
