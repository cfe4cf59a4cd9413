// While a task processor is full, new calls leave no line. Only the run shows it.
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventOf } from "../../events/event.js";
import { defineRun } from "../rule.js";
import { inSeconds } from "../shared/evidence.js";
import { keepFloodAway } from "../shared/flood.js";
import { times } from "../shared/pattern-in-words.js";

export const requestsIgnored = defineRun({
  code: "SYS109",
  name: "sip-requests-ignored",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning:
      "Task processors of Asterisk were full. While one is, PJSIP ignores new requests on UDP and answers 503 on TCP and TLS.",
    impact: "Calls at that time get no answer and leave no channel and no line, so the report does not have them.",
    evidence: "`Taskprocessor … queue reached … scheduled tasks`, or `The … task processor queue reached …`.",
    fix: "Keep floods of requests away from PJSIP, and find what slows down the processor that is named.",
    references: ["main/taskprocessor.c:taskprocessor_push", "res/res_pjsip/pjsip_distributor.c:distributor"],
  },
  *check({ events }) {
    const full = events.get("taskprocessor-full");
    if (!full) return;
    const [first] = full.first as TimedEvent<EventOf<"taskprocessor-full">>[];
    const { last } = full;
    const lastedMs = last?.atMs != null && first?.atMs != null ? last.atMs - first.atMs : 0;
    yield {
      message: `Task processors were full ${times(full.count)} within ${inSeconds(lastedMs / 1_000)}, ${first?.event.processor ?? "one"} first: PJSIP ignores new calls while that lasts, and such calls leave no line.`,
      proof: full.first,
      evidence: [],
      advice: [keepFloodAway],
    };
  },
});
