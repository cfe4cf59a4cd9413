// The hold was silent: no music class is loaded, or the class has no files. Asterisk then sends no RTP at all, which some far
// ends take for a dead call (main/channel.c:ast_moh_start, res_musiconhold.c).
import { eventsOf } from "../calls/call.js";
import { defineFinding } from "./rule.js";

export const silentHold = defineFinding({
  code: "ARI201",
  name: "silent-hold",
  severity: "warning",
  since: "0.1.0",
  docs: {
    meaning: "Music on hold was asked for and there was none: the caller heard nothing.",
    impact: "Callers hang up; a far end with a media timer cuts the call, for Asterisk sends it nothing.",
    evidence:
      "Asterisk's `Music class ... requested but no musiconhold loaded` or `No files available for class '...'` on this call.",
    fix: "In musiconhold.conf give the class `default` `mode=files` and a directory of sounds in the codec of your trunks, then `moh reload`. `moh show files` must list them.",
    references: ["main/channel.c:ast_moh_start", "res/res_musiconhold.c:ast_moh_files_next"],
  },
  *check({ call }) {
    const [silent] = [...eventsOf(call, "moh-unavailable"), ...eventsOf(call, "moh-without-files")];
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
