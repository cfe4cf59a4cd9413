// Music on hold, sounds and recordings.
import type { AsteriskPattern } from "../pattern.js";
import { event, NAME } from "./event-of.js";

export type MusicOrSoundEvent =
  | { readonly type: "moh-started"; readonly mohClass: string }
  | { readonly type: "moh-stopped" }
  | { readonly type: "moh-class-missing"; readonly mohClass: string }
  | { readonly type: "moh-unavailable"; readonly mohClass: string }
  | { readonly type: "playing"; readonly file: string }
  | { readonly type: "playback-failed"; readonly media: string }
  | { readonly type: "sound-missing"; readonly file: string }
  | { readonly type: "sound-unreadable"; readonly file: string }
  /** ARI accepted the playback, and the channel's thread could make nothing of the media URI. */
  | { readonly type: "media-unplayable"; readonly media: string; readonly why: string }
  | { readonly type: "no-translation-path"; readonly from: string; readonly to: string };

export const musicAndSounds: readonly AsteriskPattern<MusicOrSoundEvent>[] = [
  {
    files: ["res_musiconhold.c"],
    literal: "Started music on hold",
    expression: new RegExp(String.raw`^Started music on hold, class '(?<mohClass>[^']*)', on channel '${NAME}'`),
    sample: "Started music on hold, class 'default', on channel 'PJSIP/gsm-gw-00000000'",
    read: event((g) => ({ type: "moh-started", mohClass: g.mohClass ?? "" })),
  },
  {
    files: ["res_musiconhold.c"],
    literal: "Stopped music on hold on",
    expression: new RegExp(String.raw`^Stopped music on hold on ${NAME}`),
    sample: "Stopped music on hold on PJSIP/gsm-gw-00000000",
    read: event(() => ({ type: "moh-stopped" })),
  },
  {
    files: ["res_musiconhold.c"],
    literal: "Music on Hold class",
    expression: /^Music on Hold class '(?<mohClass>[^']*)' not found in memory/,
    sample: "Music on Hold class 'corporate-ru' not found in memory. Verify your configuration.",
    read: event((g) => ({ type: "moh-class-missing", mohClass: g.mohClass ?? "" })),
  },
  {
    files: ["channel.c"],
    literal: "requested but no musiconhold loaded",
    expression: /^Music class (?<mohClass>\S+) requested but no musiconhold loaded/,
    sample: "Music class default requested but no musiconhold loaded.",
    read: event((g) => ({ type: "moh-unavailable", mohClass: g.mohClass ?? "" })),
  },
  {
    files: ["file.c"],
    literal: "> Playing '",
    expression: new RegExp(String.raw`^<${NAME}> Playing '(?<file>[^']*)'`),
    sample: "<PJSIP/gsm-gw-00000000> Playing 'bot/filler_uhm.slin' (language 'en')",
    read: event((g) => ({ type: "playing", file: g.file ?? "" })),
  },
  {
    files: ["file.c"],
    literal: "does not exist in any format",
    expression: /^File (?<file>.+) does not exist in any format/,
    sample: "File /tmp/tts/1051671 does not exist in any format",
    read: event((g) => ({ type: "sound-missing", file: g.file ?? "" })),
  },
  {
    files: ["file.c"],
    literal: "Unable to open ",
    expression: /^Unable to open (?<file>.+?) \(format /,
    sample: "Unable to open /tmp/tts/1051671 (format (ulaw)): No such file or directory",
    read: event((g) => ({ type: "sound-unreadable", file: g.file ?? "" })),
  },
  {
    files: ["res_stasis_playback.c"],
    literal: ": Playback failed for ",
    expression: /^(?<id>\S+): Playback failed for (?<media>.+)$/,
    sample: "1795363162.28: Playback failed for sound:bot/answer_long",
    read: event((g) => ({ type: "playback-failed", media: g.media ?? "" })),
  },
  {
    files: ["res_stasis_playback.c"],
    literal: "Attempted to play ",
    expression: new RegExp(
      String.raw`^Attempted to play (?:URI|recording|number) '(?<media>[^']*)' on channel '${NAME}' but (?<why>scheme is unsupported|recording does not exist|number is invalid)`,
    ),
    sample: "Attempted to play URI '/srv/tts/8812.wav' on channel 'PJSIP/gsm-gw-00000000' but scheme is unsupported",
    read: event((g) => ({ type: "media-unplayable", media: g.media ?? "", why: g.why ?? "" })),
  },
  {
    files: ["channel.c", "translate.c"],
    literal: "translat",
    expression:
      /^(?:Unable to find a codec translation path: (?<from1>\S+) -> (?<to1>\S+)|No path to translate from (?<from2>\S+) to (?<to2>\S+)|No translator path from (?<from3>\S+) to (?<to3>\S+))/,
    sample: "Unable to find a codec translation path: (slin) -> (g729)",
    read: event((g) => ({
      type: "no-translation-path",
      from: g.from1 ?? g.from2 ?? g.from3 ?? "",
      to: g.to1 ?? g.to2 ?? g.to3 ?? "",
    })),
  },
];
