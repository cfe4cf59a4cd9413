// The hold was silent: no music class is loaded, the class has no files, or the file could not be played. Asterisk then sends no
// RTP at all, which some far ends take for a dead call (docs/asterisk/hold-and-music.md#what-is-sent-during-a-hold).
import { eventsOf, firstOf } from "../../calls/call.js";
import { pathsOfMusic } from "../../calls/facts/music.js";
import type { Recommendation } from "../../verdict/verdict.js";
import { defineFinding } from "../rule.js";

export const silentHold = defineFinding({
  code: "ARI201",
  name: "silent-hold",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Music on hold was asked for but none played: the caller heard nothing.",
    impact: "Callers hang up; a far end with a media timer cuts the call, because Asterisk sends it nothing.",
    evidence:
      "Asterisk's `Music class … requested but no musiconhold loaded`, `No files available for class '…'` or `Unable to open file '…'` of res_musiconhold on this call. The last of these often follows `Unable to find a codec translation path`, which then concerns the music. Music that stops within the second in which it started was not heard, although Asterisk says that it started.",
    fix: "In musiconhold.conf, give the class `default` a `mode=files` and a directory of sounds in the codec of your trunks, then `moh reload`. `moh show files` must list them. Convert any file in a codec that Asterisk cannot transcode (g729, g723 without their modules): `sox in.wav -r 8000 -c 1 out.wav`.",
    references: ["main/channel.c:ast_moh_start", "res/res_musiconhold.c:ast_moh_files_next"],
  },
  *check({ call }) {
    const [silent] = [...eventsOf(call, "moh-unavailable"), ...eventsOf(call, "moh-without-files")];
    const unreadable = firstOf(call, "moh-file-unreadable");
    const [path] = pathsOfMusic(call);
    const file = unreadable ?? path;
    if (!silent && file) {
      const name = unreadable ? `${unreadable.event.file} ` : "";
      yield {
        message: path
          ? `The hold was silent: Asterisk cannot convert the music ${name}from ${path.event.from} to ${path.event.to}.`
          : `The hold was silent: the music ${name}could not be opened (${unreadable?.event.why}).`,
        proof: path && unreadable ? [path, unreadable] : [file],
        advice: [convertMusic],
      };
    }
    if (!silent) return;
    yield {
      message:
        silent.event.type === "moh-unavailable"
          ? "The hold was silent: no music class is loaded."
          : `The hold was silent: the music class '${silent.event.mohClass}' has no files.`,
      proof: [silent],
      advice: [
        {
          kind: "config",
          title: "Give the hold some music",
          reason: "One class named default with a folder of sounds in the codec of your trunks is enough.",
          risk: null,
          file: "/etc/asterisk/musiconhold.conf",
          section: "default",
          option: "mode, directory",
          current: null,
          proposed: "mode=files, directory=moh",
          appliesTo: "all versions",
          apply: ['asterisk -rx "moh reload"'],
          verify: ['asterisk -rx "moh show classes"', 'asterisk -rx "moh show files"'],
        },
      ],
    };
  },
});

const convertMusic: Recommendation = {
  kind: "config",
  title: "Provide the music in a codec that Asterisk can play to this call",
  reason:
    "Put the file there as .wav (signed linear, 8 kHz, mono) or in the codec of your trunks, or load the codec's module. Check that Asterisk is allowed to read it.",
  risk: null,
  file: "/etc/asterisk/musiconhold.conf",
  section: "default",
  option: "directory",
  current: null,
  proposed: "a directory of .wav, .alaw or .ulaw files",
  appliesTo: "all versions",
  apply: ['asterisk -rx "moh reload"'],
  verify: ['asterisk -rx "moh show files"', 'asterisk -rx "core show translation"'],
};
