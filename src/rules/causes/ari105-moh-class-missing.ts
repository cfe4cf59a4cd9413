// The bot asked for a music class that does not exist. The default class played, or nothing if there is no class at all.
import { eventsOf, firstOf } from "../../calls/call.js";
import { confirmed, type Subject } from "../judgement.js";
import { defineCause } from "../rule.js";
import { wasLost } from "../shared/evidence.js";

export const mohClassMissing = defineCause({
  code: "ARI105",
  name: "moh-class-missing",
  severity: "warning",
  since: "0.1.0",
  explains: [],
  docs: {
    meaning: "The music-on-hold class that the bot asked for is not in musiconhold.conf.",
    impact: "The caller hears the default class, or silence if no class is loaded.",
    evidence:
      "Confirmed by `Music on Hold class '...' not found in memory`, or by `Music class ... requested but no musiconhold loaded` for a class other than default, on a call that was not lost.",
    excludedBy:
      "Not raised on a lost call, which has another cause. If no class is loaded at all and only default was asked for, the finding is silent-hold.",
    fix: "Define the class in musiconhold.conf with `mode=files` and a directory that holds music, then `moh reload`; or have the bot ask for a class that `moh show classes` lists.",
    references: ["res/res_musiconhold.c:_get_mohbyname", "main/channel.c:ast_moh_start"],
  },
  judge: (subject) => {
    const missing = missingClass(subject);
    if (!missing || wasLost(subject)) return null;
    return confirmed(`The music class '${missing.event.mohClass}' does not exist.`, missing);
  },
  advise: () => [
    {
      kind: "config",
      title: "Define the class, or ask for one that exists",
      reason: "A caller who hears silence on hold hangs up sooner, and some far ends cut a call that sends nothing.",
      risk: null,
      file: "/etc/asterisk/musiconhold.conf",
      option: "mode, directory",
      current: null,
      proposed: "[the class] with mode=files and a directory that holds music",
      apply: ['asterisk -rx "moh reload"'],
      verify: ['asterisk -rx "moh show classes"'],
    },
  ],
  missing: () => [],
});

/** Without any class loaded every hold is silent. Then a class is missing only if somebody asked for it by name. */
function missingClass({
  call,
}: Subject):
  | ReturnType<typeof eventsOf<"moh-class-missing">>[number]
  | ReturnType<typeof eventsOf<"moh-unavailable">>[number]
  | undefined {
  return (
    firstOf(call, "moh-class-missing") ??
    eventsOf(call, "moh-unavailable").find(({ event }) => event.mohClass !== "default")
  );
}
