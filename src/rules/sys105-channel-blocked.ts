// Nobody read the channel: its thread was stuck in something that does not serve the channel meanwhile. That also stops the
// clock of received RTP, so it can look like an RTP timeout (facts D.4).
import { firstOf } from "../calls/call.js";
import { wasLost } from "./evidence.js";
import { defineCause, likely } from "./rule.js";

export const channelBlocked = defineCause({
  code: "SYS105",
  name: "channel-blocked",
  severity: "error",
  since: "0.1.0",
  explains: ["rtp-timeout"],
  docs: {
    meaning: "The channel's thread was blocked: frames piled up that nobody read.",
    impact: "Commands of the bot wait, and Asterisk may end the call as if no RTP came.",
    evidence:
      "Never confirmed. Likely where Asterisk warns `Exceptionally long ... queue length ... queuing to` this channel, on a call that was lost.",
    excludedBy: "Not raised without that warning, or where nothing was lost.",
    fix: "Find what blocks the thread: an AGI, a DNS look-up, a slow disk or storage. `core show threads` and `core show channels concise` while it lasts. Do not raise the RTP timeout: nobody reads the packets, however many come.",
    references: ["main/channel.c:__ast_queue_frame"],
  },
  judge: (subject) => {
    const blocked = firstOf(subject.call, "channel-blocked");
    return blocked && wasLost(subject)
      ? likely("The channel's thread was blocked: Asterisk had frames queued that nobody read.", blocked)
      : null;
  },
  advise: () => [
    {
      kind: "capture",
      title: "Find what blocks the thread",
      reason: "An AGI, a DNS look-up, a slow disk or a full log can.",
      risk: null,
      apply: ['asterisk -rx "core show threads"', 'asterisk -rx "core show channels concise"'],
      verify: [],
    },
  ],
  missing: () => [
    {
      what: "What the channel's thread was waiting for",
      how: 'asterisk -rx "core show taskprocessors"   and, while it hangs: asterisk -rx "core show threads"',
    },
  ],
});
