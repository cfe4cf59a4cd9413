// The bot's websocket ended while the call was up, and no other came. From then on nobody drove the call, whatever ended it in
// the end. Asterisk keeps it in Stasis (docs/asterisk/stasis-and-ari.md#an-app-that-loses-its-bot).
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventType } from "../../events/event.js";
import type { Subject } from "../judgement.js";
import { defineFinding } from "../rule.js";
import { appOf } from "../shared/call-groups.js";
import { around, proofOf } from "../shared/evidence.js";

/** When a bot is stopped, its last call ends with it. */
const UNDRIVEN_MS = 2_000;
/** Stamps of whole seconds. */
const STAMP_MS = 1_000;
/** An app that is deactivated this shortly before Asterisk's end went down with it. */
const WITH_ASTERISK_MS = 5_000;

export const botLostMidCall = defineFinding({
  code: "BOT218",
  name: "bot-lost-mid-call",
  severity: "error",
  since: "0.1.0",
  docs: {
    meaning: "The bot lost its ARI connection while the call was up, and did not come back before the call ended.",
    impact:
      "Nobody drove the call any more: no answer could be played, and no RTP of a bot's leg continued. Whatever then ended the call, an RTP timeout or the caller, only ended what was already lost.",
    evidence:
      "`Deactivating Stasis app` of the call's app, or the bot's own line that its ARI websocket closed, two seconds or more before the end of the call. Before that end there was neither a new registration (`Activating Stasis app`, `Creating Stasis app`) nor a line that the bot is connected again.",
    excludedBy:
      "A registration before the end; anything that the bot did for the call afterwards; Asterisk's own end within five seconds.",
    fix: "Fix the connection first; the RTP limit is not the fault. Have a supervisor restart the bot at once, and let the bot reconnect without delay. On connecting, ask GET /channels and take calls over or end them. Read the websocket in a task of its own, and raise `websocket_write_timeout` in ari.conf.",
    references: ["res/stasis/app.c:app_deactivate", "res/ari/ari_websockets.c:session_read"],
  },
  *check(subject) {
    const lost = departureOf(subject);
    if (!lost) return;
    const [abrupt] = around(subject, "websocket-closed-abruptly", lost.atMs, STAMP_MS, STAMP_MS);
    const proof = proofOf([lost, abrupt, subject.facts.death?.by]);
    if (!proof) return;
    yield {
      message:
        "The bot lost its ARI connection while the call was up and was not back before it ended: nobody drove the call.",
      proof,
      advice: [
        {
          kind: "bot",
          title: "Keep the bot connected before you touch any RTP limit",
          reason:
            "After the loss no answer could come. Restart the bot at once and reconnect without delay. On connecting, ask GET /channels and take calls over or end them.",
          risk: null,
          apply: [],
          verify: ['asterisk -rx "ari show apps"', 'asterisk -rx "ari show app NAME"'],
        },
      ],
    };
  },
});

/** The lost connection after which the bot did nothing more and had no other. */
function departureOf(subject: Subject): TimedEvent | null {
  const { call, facts } = subject;
  const endMs = facts.death?.atMs ?? call.events.findLast(({ atMs }) => atMs !== null)?.atMs ?? null;
  if (call.startMs === null || endMs === null) return null;
  const spanMs = endMs - call.startMs;
  const deactivated = [...around(subject, "stasis-app-deactivated", call.startMs, 0, spanMs)];
  const closed = call.sides.bot ? [...around(subject, "bot-ari-closed", call.startMs, 0, spanMs)] : [];
  if (deactivated.length === 0 && closed.length === 0) return null;
  const app = appOf(call);
  const ofApp = <T extends { readonly event: { readonly app: string } }>(timed: T): boolean =>
    app === null || timed.event.app === app;
  const lost = [...deactivated.filter(ofApp), ...closed];
  const back = [
    ...[...around(subject, "stasis-app-activated", call.startMs, 0, spanMs)].filter(ofApp),
    ...around(subject, "bot-ari-connected", call.startMs, 0, spanMs),
  ];
  const last = lost
    .toSorted((a, b) => (a.atMs ?? 0) - (b.atMs ?? 0))
    .find(({ atMs: goneMs, event }) => {
      if (goneMs === null || endMs - goneMs < UNDRIVEN_MS) return false;
      const slackMs = event.precisionMs >= STAMP_MS ? STAMP_MS : 0;
      const isBack = back.some(({ atMs }) => atMs !== null && atMs >= goneMs - slackMs);
      const withAsterisk = [...around(subject, "asterisk-ended", goneMs, 0, WITH_ASTERISK_MS)].length > 0;
      const drives = call.events.some(
        ({ event: done, atMs }) => DRIVES.has(done.type) && atMs !== null && atMs > goneMs + slackMs,
      );
      return !isBack && !withAsterisk && !drives;
    });
  return last ?? null;
}

/** What a bot does to a call that it drives. */
const DRIVES: ReadonlySet<EventType> = new Set<EventType>([
  ...(["bot-play", "bot-hold", "bot-unhold", "bot-answered", "bot-hangup", "bot-left-dialplan-bound"] as const),
  ...(["bot-request-failed", "playing", "ari-request"] as const),
]);
