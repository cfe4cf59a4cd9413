// The call came up in a codec that Asterisk cannot transcode. It can read and hang up, but cannot play a sound on that channel.
import { type Call, firstOf } from "../../calls/call.js";
import { pathsOfSounds } from "../../calls/facts/music.js";
import type { TimedEvent } from "../../calls/timed-event.js";
import { confirmed, possible } from "../judgement.js";
import { defineCause } from "../rule.js";
import { missingVerbose, sectionOf } from "../shared/advice.js";

export const noTranslationPath = defineCause({
  code: "RTP103",
  name: "no-translation-path",
  severity: "error",
  since: "0.1.0",
  explains: ["sound-missing"],
  docs: {
    meaning: "Asterisk has no codec module that converts the sound to the call's codec.",
    impact: "Playbacks fail although the file is there; the message that the file is missing is misleading.",
    evidence:
      "Confirmed by Asterisk's WARNING on this call: `Unable to find a codec translation path`, `No path to translate` or `No translator path`. A sound that could not be opened, without such a line, only makes it a candidate.",
    excludedBy:
      "A missing path for a music-on-hold file: that hold is silent (ARI201), and the sounds are played. If a sound is played after the line and none fails, it is only a candidate. Not raised without such a line. A sound that `does not exist in any format` is sound-missing.",
    fix: "Allow only codecs that Asterisk can transcode: `disallow=all`, then `allow=alaw,ulaw` on the endpoint or peer, with the preferred one first. Or install the codec module, or provide the sounds in the call's codec. `core show translation` shows what can be converted.",
    references: [
      "main/channel.c:set_format",
      "main/channel.c:ast_channel_make_compatible_helper",
      "main/translate.c:ast_translator_build_path",
    ],
  },
  judge: ({ call }) => {
    const [path] = pathsOfSounds(call);
    const unopened = firstOf(call, "sound-unreadable");
    if (!path && unopened && !firstOf(call, "sound-missing"))
      return possible(
        0.55,
        "a sound could not be opened, and no line says that it does not exist: there may be no path from its codec to the call's",
      );
    if (path && isPlayedAfter(call, path))
      return possible(
        0.4,
        "a path between codecs is missing, but the next sound was played: it may have been for music, or on another leg",
      );
    return path ? confirmed(`Asterisk cannot transcode from ${path.event.from} to ${path.event.to}.`, path) : null;
  },
  advise: ({ limits }) => [
    {
      kind: "config",
      title: "Allow only codecs that Asterisk can transcode, or load the codec",
      reason:
        "Put ulaw or alaw first on the endpoint; or install the codec module; or provide the sounds in that very format.",
      risk: "A far end that has no other codec is then refused with 488.",
      file: limits.driver === "chan_sip" ? "/etc/asterisk/sip.conf" : "/etc/asterisk/pjsip.conf",
      section: sectionOf(limits),
      option: "allow",
      current: null,
      proposed: "alaw,ulaw",
      apply: [limits.driver === "chan_sip" ? 'asterisk -rx "sip reload"' : 'asterisk -rx "pjsip reload"'],
      verify: ['asterisk -rx "core show translation"'],
    },
  ],
  missing: () => [missingVerbose("Asterisk's warning that it has no translation path")],
});

const FAILED = ["sound-missing", "sound-unreadable", "playback-failed"] as const;

/**
 * A sound that is played has its path: `Playing` is printed once the file is open (main/file.c:ast_streamfile). If no sound
 * failed after the missing path, and one was played, it was not that sound's path.
 */
function isPlayedAfter(call: Call, path: TimedEvent): boolean {
  const after = call.events.slice(call.events.indexOf(path) + 1);
  const isFault = ({ event }: TimedEvent): boolean =>
    FAILED.some((type) => event.type === type) ||
    event.type === "bot-request-failed" ||
    (event.type === "bot-play-finished" && event.state === "failed");
  return !after.some(isFault) && after.some(({ event }) => event.type === "playing");
}
