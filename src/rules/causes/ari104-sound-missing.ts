// The sound does not exist or cannot be opened. ARI accepts the playback (201), and the channel thread then finds no file.
import { eventsOf } from "../../calls/call.js";
import { pathsOfSounds } from "../../calls/facts/music.js";
import { confirmed, likely, possible } from "../judgement.js";
import { defineCause } from "../rule.js";

export const soundMissing = defineCause({
  code: "ARI104",
  name: "sound-missing",
  severity: "error",
  since: "0.1.0",
  explains: ["caller-hangup", "dialplan-hangup"],
  docs: {
    meaning:
      "The file of the answer does not exist where Asterisk looks for it, or Asterisk is not allowed to read it.",
    impact: "The caller hears nothing, although ARI answered 201; the channel stays up.",
    evidence:
      "Confirmed by `File ... does not exist in any format`. Likely by `Unable to open ...: Permission denied`. A playback that failed on a channel that stayed up is a candidate until Asterisk's log names the file.",
    excludedBy:
      "A codec that cannot be transcoded: `No such file or directory` is misleading there, see no-translation-path. A playback that failed because its channel ended.",
    fix: "On Asterisk's own host, write the speech under a temporary name and rename it before POST play. Make it readable for Asterisk's user, and ask for it without its extension. Watch PlaybackFinished: if its state is failed, say something else.",
    references: [
      "main/file.c:ast_openstream_full",
      "main/file.c:ast_streamfile",
      "res/res_stasis_playback.c:play_on_channel",
    ],
  },
  judge: ({ call, facts }) => {
    if (pathsOfSounds(call).length > 0) return null; // its "No such file" is misleading
    const failed =
      eventsOf(call, "playback-failed")[0] ??
      eventsOf(call, "bot-play-finished").find(({ event }) => event.state === "failed");
    const [missing] = eventsOf(call, "sound-missing");
    if (missing)
      return confirmed(
        `The sound ${missing.event.file} does not exist in any format.`,
        missing,
        ...(failed ? [failed] : []),
      );
    const [unreadable] = eventsOf(call, "sound-unreadable");
    if (unreadable && /Permission denied/i.test(unreadable.event.message))
      return likely(
        `Asterisk is not allowed to read the sound ${unreadable.event.file}.`,
        unreadable,
        ...(failed ? [failed] : []),
      );
    // without "does not exist in any format", a codec without a translation path prints this too
    // (docs/asterisk/hold-and-music.md#sounds-that-do-not-play)
    if (unreadable)
      return possible(
        0.6,
        `Asterisk could not open ${unreadable.event.file}: the file or the call's codec is at fault`,
      );
    const silent = facts.turns.some(({ outcome }) => outcome === "unknown") && facts.served;
    if (!failed && silent && !call.sides.asterisk)
      return possible(0.5, "a playback was started and its end is not in the log, while other playbacks end well");
    if (!failed || !facts.faults.some(({ kind }) => kind === "play-failed")) return null;
    return possible(0.7, "the playback failed on a channel that stayed up; Asterisk's log would name the file");
  },
  advise: ({ call }) => [
    {
      kind: "bot",
      title: "Ask for a file only once it exists",
      reason:
        "On Asterisk's own host, write the speech under a temporary name and rename it before POST play. Make it readable for Asterisk's user, and name it without its extension.",
      risk: null,
      apply: [],
      verify: eventsOf(call, "sound-missing")
        .slice(0, 1)
        .map(({ event }) => `ls -l ${shellPath(event.file)}.*`),
    },
    {
      kind: "bot",
      title: "Watch PlaybackFinished",
      reason: "If its state is failed, nothing was played: say something else then.",
      risk: null,
      apply: [],
      verify: [],
    },
  ],
  missing: () => [
    {
      what: "Which file Asterisk could not play",
      how: "logger.conf [logfiles]: full.log => notice,warning,error,verbose(3)",
    },
  ],
});

/** A path from a log that is harmless to paste into a shell. A relative one is below the sounds folder. */
function shellPath(file: string): string {
  const path = file.startsWith("/") ? file : `/var/lib/asterisk/sounds/en/${file}`;
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
