// The bot ended the call before it had served it, and a line of its own says why: no such number, tenant, quota, key.
import type { Call } from "../../calls/call.js";
import { eventsOf, firstOf, has } from "../../calls/call.js";
import { isOwn } from "../../calls/facts/own-lines.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { Subject } from "../judgement.js";
import { defineFinding } from "../rule.js";
import { botHangup } from "../shared/hangup-evidence.js";
import { timerBefore } from "../shared/timer-evidence.js";

/** A bot that turns a call away does so at once. What it says long before is about something else. */
const SAID_BEFORE_MS = 3_000;

export const botRefusedCall = defineFinding({
  code: "BOT216",
  name: "bot-refused-call",
  severity: "error",
  since: "0.1.0",
  docs: {
    meaning: "The bot turned the call away: it hung up before it had played anything, and says why.",
    impact: "The caller is cut off, mostly unanswered; no Asterisk setting is involved.",
    evidence:
      "The bot hung up a call in which nothing was played and nothing held. Within three seconds before that, a line of the bot about this call in words of its own: a warning or an error or, if the call lasted no longer, the last line that names it. The report quotes its words, whatever the language: a number without a tenant, a quota that is used up, a key that is missing.",
    excludedBy:
      "A timer that ran out (BOT212). Anything played or held, speech of the caller, a bridge or a media leg; a hangup request or an end of the channel before the bot's line, because the hangup is then its clean-up.",
    fix: "Do what the bot's line says: add the number or the tenant, raise the quota, set the key. Have the bot answer such calls with a sentence, or pass them on, so that callers know.",
    references: ["res/ari/resource_channels.c:ast_ari_channels_hangup"],
  },
  *check(subject) {
    const hangup = botHangup(subject)?.at ?? null;
    const reason = hangup && reasonBefore(subject, hangup);
    if (!hangup || !reason || isTimers(subject, hangup)) return;
    yield {
      message: `The bot turned the call away before anything was played, and ${reason.event.severity === undefined ? "said right before" : "says why"}: ${reason.event.message}`,
      proof: [reason, hangup],
      advice: [
        {
          kind: "bot",
          title: "Fix what the bot refused the call for, and tell callers",
          reason:
            "Its line says what is missing. Play a sentence, or continue in the dialplan, instead of hanging up unanswered.",
          risk: null,
          apply: [],
          verify: [],
        },
      ],
    };
  },
});

/** A timer that ran out ends a call that was accepted. BOT212 reports that. */
const isTimers = (subject: Subject, hangup: TimedEvent): boolean =>
  ("timer" in hangup.event && hangup.event.timer) || timerBefore(subject, hangup) !== null;

/** Signs that the caller got something, or talked. */
const SERVICE = [
  ...(["bot-play", "bot-filler", "playing", "moh-started", "bot-speech", "bot-model-answered"] as const),
  ...(["bot-bridge", "bot-media-leg", "bridge-joined", "bot-dialled"] as const),
] as const;

/** What the bot said before it hung up a call that it had done nothing for. */
function reasonBefore({ call, facts }: Subject, hangup: TimedEvent): TimedEvent | null {
  if (facts.turns.length > 0 || has(call, ...SERVICE)) return null;
  const start = firstOf(call, "bot-stasis-start");
  if (!start || start.atMs === null || hangup.atMs === null) return null;
  const ended = eventsOf(call, "bot-hangup-requested").find(({ event }) => isOwn(call, event)) ?? facts.death?.by;
  const atOnce = hangup.atMs - start.atMs <= SAID_BEFORE_MS;
  const lines = [
    ...call.unread.map(({ at }) => at),
    ...eventsOf(call, "bot-provider-failed"),
    ...(atOnce ? plainLines(call) : []),
  ];
  const said = lines.filter(
    ({ event, atMs }) =>
      event.side === "bot" &&
      atMs !== null &&
      atMs >= (start.atMs ?? 0) &&
      atMs <= (hangup.atMs ?? 0) &&
      atMs >= (hangup.atMs ?? 0) - SAID_BEFORE_MS,
  );
  // what a bot logs as bad takes precedence over what it only notes
  const reason = said.findLast(({ event }) => event.severity !== undefined) ?? said.at(-1) ?? null;
  // the second of Asterisk's stamp may have begun long before the end
  const endMs = ended?.atMs == null ? null : ended.atMs + (ended.event.precisionMs >= 1_000 ? 1_000 : 0);
  return reason !== null && (endMs === null || (reason.atMs ?? 0) <= endMs) ? reason : null;
}

/** Lines that name the call in unknown words. If the call got nothing, one of them says why. */
const plainLines = (call: Call): readonly TimedEvent[] =>
  eventsOf(call, "bot-line").filter(({ inferredFrom }) => inferredFrom === null);
