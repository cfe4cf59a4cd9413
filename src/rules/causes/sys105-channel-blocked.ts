// Nobody read the channel: its thread was stuck in something that does not serve the channel meanwhile. No RTP counts as received
// then, so this can look like an RTP timeout (docs/asterisk/rtp-timeouts.md#what-does-not-reset-it).
import { eventsOf, firstOf } from "../../calls/call.js";
import { timeoutNotice } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import { likely, possible, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { wasLost } from "../shared/evidence.js";
import { hangupCause, hangupRequest } from "../shared/hangup-evidence.js";

/**
 * When a thread stops reading, its queue fills within about two seconds (96 frames of 20 ms, main/channel.c:__ast_queue_frame).
 */
const FILLS_MS = 5_000;
/** Without an RTP timeout, a block this long before the end is related to it. */
const NEAR_END_MS = 30_000;
/** AST_CAUSE_PROTOCOL_ERROR, which chan_sip queues with the warning (channels/chan_sip.c:__sip_autodestruct). */
const PROTOCOL_ERROR = 111;

export const channelBlocked = defineCause({
  code: "SYS105",
  name: "channel-blocked",
  severity: "error",
  since: "0.1.0",
  explains: ["rtp-timeout"],
  docs: {
    meaning: "The channel's thread was blocked, and frames piled up that nobody read.",
    impact: "The bot's commands wait, and Asterisk may end the call as if no RTP came.",
    evidence:
      "Likely: `Exceptionally long queue length` or `Unable to write to alert pipe` for this channel during the silence that an RTP timeout measured, or within half a minute of the end. Also likely: chan_sip's `Autodestruct … with owner … in place` together with cause 111. Possible with that line and another cause.",
    excludedBy: "Another channel's name in the warning; a warning from long before; a call that was served to its end.",
    fix: "Find what holds the thread (AGI, DNS, a slow disk or database) and take it out of the call's way.",
    references: ["main/channel.c:__ast_queue_frame", "channels/chan_sip.c:__sip_autodestruct"],
  },
  judge: (subject) => {
    if (!wasLost(subject)) return null;
    const blocked = eventsOf(subject.call, "channel-blocked").find((timed) => isNearEnd(subject, timed));
    if (blocked)
      return likely("The channel's thread was blocked: Asterisk had frames queued that nobody read.", blocked);
    const outlived = firstOf(subject.call, "dialog-outlived");
    if (!outlived) return null;
    const told = hangupRequest(subject) ?? hangupCause(subject);
    return told?.cause === PROTOCOL_ERROR
      ? likely(
          "The channel outlived its SIP dialog and got cause 111, as happens when its thread is stuck.",
          outlived,
          told.at,
        )
      : possible(0.5, "the channel outlived its SIP dialog, as happens when its thread is stuck");
  },
  advise: () => [
    {
      kind: "capture",
      title: "Find what blocks the thread",
      reason: "An AGI, a DNS look-up, a slow disk or a full log can block it.",
      risk: null,
      apply: ['asterisk -rx "core show threads"', 'asterisk -rx "core show channels concise"'],
      verify: [],
    },
  ],
  missing: () => [
    {
      what: "What the channel's thread was waiting for",
      how: 'asterisk -rx "core show taskprocessors"\nasterisk -rx "core show threads"   # while it hangs',
      language: "sh",
    },
  ],
});

/** Was the thread blocked during the silence that a timeout measured, or near the end if there was no timeout? */
function isNearEnd({ call, facts }: Subject, { atMs }: TimedEvent): boolean {
  const notice = timeoutNotice(call);
  const endMs = (notice ?? facts.death?.by ?? facts.faults[0]?.at)?.atMs ?? null;
  if (atMs === null || endMs === null) return true;
  const spanMs = notice ? notice.event.silenceSeconds * 1_000 + FILLS_MS : NEAR_END_MS;
  return atMs <= endMs + 1_000 && endMs - atMs <= spanMs;
}
