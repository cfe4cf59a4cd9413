// PJSIP was overloaded when the call came in. While a task processor is over its high-water mark, new requests on UDP are ignored
// and those on TCP and TLS get 503, with a line at DEBUG only (docs/asterisk/load-and-restarts.md#task-processor-overload). Such
// a call has no channel, and only a SIP trace shows it. Without a trace the run's finding SYS109 counts the times.
import { firstOf } from "../../calls/call.js";
import { sipMessages } from "../../calls/facts/on-the-wire.js";
import { likely } from "../judgement.js";
import { defineCause } from "../rule.js";
import { around, inSeconds } from "../shared/evidence.js";
import { keepFloodAway } from "../shared/flood.js";

/** A full queue is worked off within seconds. Nothing is logged when it is. */
const STILL_FULL_MS = 10_000;

export const taskprocessorOverload = defineCause({
  code: "SYS106",
  name: "taskprocessor-overload",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-cancel", "caller-hangup"],
  docs: {
    meaning: "Asterisk ignored the call's INVITE because its task processors were overloaded.",
    impact: "The caller hears nothing at all; there is no channel, and no line unless SIP is traced.",
    evidence:
      "Likely with a SIP trace of an INVITE that got no answer (on TCP and TLS: 503), and `queue reached … scheduled tasks` in the ten seconds before it.",
    excludedBy: "Any other answer to the INVITE; no such warning near it.",
    fix: "Keep the flood away: filter the OPTIONS and REGISTER of strangers in a firewall, and reduce monitoring probes. taskprocessor_overload_trigger in pjsip.conf says what counts as overload.",
    references: ["res/res_pjsip/pjsip_distributor.c:distributor", "main/taskprocessor.c:taskprocessor_push"],
  },
  judge: (subject) => {
    const messages = sipMessages(subject.call);
    const invite = messages.find(({ event }) => event.direction === "received" && event.method === "INVITE");
    if (!invite || subject.call.sides.bot || firstOf(subject.call, "dialplan")) return null;
    const answers = messages.filter(({ event }) => event.direction === "sent" && event.cseqMethod === "INVITE");
    if (answers.some(({ event }) => event.status !== 503)) return null;
    const full = [...around(subject, "taskprocessor-full", invite.atMs, STILL_FULL_MS, 1_000)].at(-1);
    if (!full || full.atMs === null || invite.atMs === null) return null;
    const [refusal] = answers;
    const beforeSeconds = Math.max(0, (invite.atMs - full.atMs) / 1_000);
    return likely(
      `Asterisk ${refusal ? "refused the INVITE with 503" : "left the INVITE unanswered"}: ${full.event.processor} was full (${full.event.taskCount} tasks) ${inSeconds(beforeSeconds)} before.`,
      full,
      invite,
      ...(refusal ? [refusal] : []),
    );
  },
  advise: () => [keepFloodAway],
  missing: () => [],
});
