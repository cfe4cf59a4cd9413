// Syslog and the journal. Asterisk's own syslog form (VERBOSE[2024]: pbx.c:2977 in …) after a stamp of `%b %e %T` is a format of
// its own (formats/asterisk.ts). This file has all other writers, and other stamps.
import { parseStamp } from "../../time.js";
import type { Envelope, Peeled } from "./envelope.js";

// Nov 22 15:51:38 host-1 voice-bot[812]: …            (RFC 3164; journalctl)
// 2026-11-22T15:51:38+0300 host-1 voice-bot[812]: …   (journalctl -o short-iso; rsyslog)
// <134>Nov 22 15:51:38 host-1 voice-bot: …
const TRADITIONAL =
  /^(?:<\d{1,3}>)?(?<stamp>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,6})?|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?) (?<host>[\w.:-]+) (?<ident>[\w.@/-]+)(?:\[\d+\])?: ?(?<inner>.*)$/;
// <134>1 2026-11-22T15:51:38.312Z host-1 voice-bot 812 - - …
const RFC5424 =
  /^(?:<\d{1,3}>)?1 (?<stamp>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)|-) (?<host>\S+) (?<ident>\S+) \S+ \S+ (?:-|(?:\[[^\]]*\])+)(?: \ufeff?(?<inner>.*))?$/;
// -- Boot 5f1d3c9e0d6b4f6e8d0c4b8f7f6e5d4c --
const MARK = /^-- (?:Logs begin at |Journal begins at |Boot [0-9a-f]{32}|Reboot --|No entries --)/;

function peeled(match: RegExpExecArray | null, year: number): Peeled | null {
  const groups = match?.groups;
  if (!groups) return null;
  const stamp = groups.stamp === "-" ? null : parseStamp(groups.stamp ?? "", year);
  if (stamp === null && groups.stamp !== "-") return null;
  const { host = "", ident = "", inner = "" } = groups;
  return { inner, stamp, voice: `${host} ${ident}`, host, goesOn: false };
}

const LINE = "2026-11-22 15:51:38,312 - app.ari - INFO - Channel 1795362698.0 put on hold";

/** RFC 3164 and the journal's short forms. */
export const syslog: Envelope = {
  name: "syslog",
  comesFrom: "`/var/log/syslog`, `journalctl`, `journalctl -o short-iso`, rsyslog's ISO form",
  samples: [
    [`Nov 22 15:51:38 host-1 voice-bot[812]: ${LINE}`, LINE],
    [`2026-11-22T15:51:38+0300 host-1 voice-bot[812]: ${LINE}`, LINE],
    [`<134>Nov  2 15:51:38 host-1 docker/voice-bot: ${LINE}`, LINE],
  ],
  unmistakable: false,
  peel: (text, year) => peeled(TRADITIONAL.exec(text), year),
};

/** RFC 5424. */
export const syslog5424: Envelope = {
  name: "syslog-5424",
  comesFrom: "RFC 5424",
  samples: [
    [`<134>1 2026-11-22T15:51:38.312Z host-1 voice-bot 812 - - ${LINE}`, LINE],
    [`1 2026-11-22T15:51:38.312345+03:00 host-1 voice-bot - - [meta sequenceId="1"] \ufeff${LINE}`, LINE],
  ],
  unmistakable: true,
  peel: (text, year) => peeled(RFC5424.exec(text), year),
};

/** Lines of journalctl itself, between those of the journal. */
export const journalMark: Envelope = {
  name: "journal-marks",
  comesFrom: "journalctl's own lines",
  samples: [
    ["-- Boot 5f1d3c9e0d6b4f6e8d0c4b8f7f6e5d4c --", null],
    ["-- Logs begin at Sun 2026-11-22 15:50:01 UTC, end at Sun 2026-11-22 16:00:00 UTC. --", null],
  ],
  unmistakable: true,
  peel: (text) => (MARK.test(text) ? { inner: null, stamp: null, voice: "", goesOn: false } : null),
};
