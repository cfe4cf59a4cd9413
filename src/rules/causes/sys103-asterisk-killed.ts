// Asterisk died without a word: a new start (log opened, Ready) without an end before it. Its calls end with no line at all.
import { firstOf } from "../../calls/call.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import type { EventType } from "../../events/event.js";
import { likely, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { hangupRequest } from "../shared/hangup-evidence.js";
import { waitingAtTheEnd } from "../shared/orphans.js";

export const asteriskKilled = defineCause({
  code: "SYS103",
  name: "asterisk-killed",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "bot-hangup", "operator-hangup", "bot-disconnected"],
  docs: {
    meaning: "Asterisk crashed or was killed while the call was up.",
    impact:
      "All calls end at once, without any line in the log; the bot sees its websocket drop, then 404 for every old channel.",
    evidence:
      "Never confirmed: a dead process logs nothing. Likely if Asterisk says `Asterisk Ready.` after the call's start with no `Asterisk ... ending` before it, no line shows another end of the call, and the bot or the caller was still waiting for something.",
    excludedBy:
      "A hangup request or any other sign of the call's end; `Asterisk ... ending` between the call's start and the new start; an Asterisk log that begins only after the call was last up.",
    fix: "Find out what killed it: `journalctl -k` for the OOM killer and segfaults, `coredumpctl list asterisk`, and what safe_asterisk says. After a restart the bot must drop all channels from before.",
    references: ["main/logger.c:make_logchannel", "main/asterisk.c:asterisk_daemon", "main/asterisk.c:really_quit"],
  },
  judge: (subject) => {
    if (hangupRequest(subject) || subject.facts.death) return null;
    const upMs = lastUpMs(subject);
    const start = upMs === null ? undefined : uncleanStart(subject, upMs);
    if (!start || !(subject.facts.faults.length > 0 || waitingAtTheEnd(subject) !== null)) return null;
    const [closed] = subject.call.surroundings.of("bot-ari-closed");
    return likely(
      "Asterisk died during the call: it started again without having said that it ended.",
      start,
      ...(closed ? [closed] : []),
    );
  },
  advise: () => [
    {
      kind: "capture",
      title: "Find out what killed Asterisk",
      reason: "Look for the OOM killer, a crash or a kill at that time.",
      risk: null,
      apply: ["journalctl -k --since today | grep -i -e oom -e segfault", "coredumpctl list asterisk"],
      verify: [],
    },
  ],
  missing: () => [
    {
      what: "What ended Asterisk: a crash, the OOM killer or a kill",
      how: "journalctl -k | grep -i -e oom -e segfault\ncoredumpctl list asterisk",
      language: "sh",
    },
  ],
});

/** A start after the call was last up, without an end logged before it, in logs that would show an end of either. */
function uncleanStart({ call, facts: { logs } }: Subject, upMs: number): TimedEvent | undefined {
  const begun = firstOf(call, "dialplan")?.atMs ?? call.startMs;
  const ready = [...call.surroundings.of("asterisk-ready")].find(
    ({ atMs }) => atMs !== null && begun !== null && atMs > begun,
  );
  if (!ready || ready.atMs === null || ready.atMs < upMs) return undefined;
  // a log that begins after the call was last up may have lost the line with which Asterisk ended
  if (logs.asterisk === null || logs.asterisk.fromMs > upMs - call.precisionMs.asterisk) return undefined;
  // a bot log that stops before the start does not show how the call went on
  if (call.sides.bot && (logs.bot === null || logs.bot.toMs < ready.atMs)) return undefined;
  const ended = [...call.surroundings.of("asterisk-ended")].some(
    ({ atMs }) => atMs !== null && ready.atMs !== null && begun !== null && atMs >= begun - 1_000 && atMs <= ready.atMs,
  );
  return ended
    ? undefined
    : ([...call.surroundings.of("log-opened")].find(
        ({ atMs }) => atMs !== null && ready.atMs !== null && Math.abs(atMs - ready.atMs) < 10_000,
      ) ?? ready);
}

/** When the call was last known to be up. Null if no line shows that it ever was. */
function lastUpMs({ call }: Subject): number | null {
  return call.events.findLast(({ event, atMs }) => SIGNS_OF_LIFE.has(event.type) && atMs !== null)?.atMs ?? null;
}

const SIGNS_OF_LIFE: ReadonlySet<EventType> = new Set<EventType>([
  "dialplan",
  "moh-started",
  "playing",
  "bot-answered",
  "bot-hold",
  "bot-unhold",
  "bot-play",
]);
