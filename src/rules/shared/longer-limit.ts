// From a run's timeouts, works out which limits to raise and how far, once per place in the configuration, however many calls it
// cut. Or says in words why a longer limit is no remedy. Pure arithmetic, so that the sum can be shown.

import type { ConfigPlace } from "../../asterisk/config/cite.js";
import type { ConfigTree } from "../../asterisk/config/read.js";
import { rtpLimits } from "../../asterisk/config/rtp-limits.js";
import { type OptionSetting, placeOfLimit, settingsAt } from "../../asterisk/config/setting.js";
import { LIMIT_OPTIONS } from "../../calls/facts/limits-in-force.js";
import { largest } from "../../io/extremes.js";
import { inSeconds } from "./evidence.js";
import { LONGEST_SECONDS, limitToOutlast, MARGIN_SECONDS, SHORTEST_SECONDS } from "./limit-length.js";
import type { FiredLimit, RtpSilences } from "./rtp-silences.js";
import type { RunFacts } from "./run-facts.js";

/** A limit to be raised. */
export interface Raise {
  readonly place: ConfigPlace;
  readonly driver: FiredLimit["driver"];
  readonly option: string;
  readonly scopes: readonly string[];
  readonly calls: number;
  /** Those among them whose RTP stopped within seconds of the start. */
  readonly stoppedEarly: number;
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** The sum behind it, as a sentence. */
  readonly sum: string;
  /** What to set, scope by scope: this limit, and the one that must stay above it. */
  readonly settings: readonly OptionSetting[];
}

/** What to change, and why the rest is left alone. */
export interface LongerLimits {
  readonly raises: readonly Raise[];
  readonly remarks: readonly string[];
}

/** Works out which limits to raise. */
export function longerLimits(tree: ConfigTree, silences: RtpSilences): LongerLimits {
  const raises: Raise[] = [];
  const remarks: string[] = [];
  for (const group of byPlace(silences.fired)) {
    const [first] = group;
    const option = LIMIT_OPTIONS[first.driver][first.kind === "hold" ? "hold" : "rtp"];
    const scopes = group.map(({ scope }) => scope);
    const calls = total(group, "calls");
    const words = `${option} (${first.limitSeconds} s) ended ${counted(calls)} on ${scopes.join(", ")}`;
    const { toSeconds, sum } = lengthFor(group, silences);
    if (total(group, "pathAtFault") > 0)
      remarks.push(
        `${words}, and the logs show why RTP stopped in ${total(group, "pathAtFault")} of them: the network path is at fault. No longer limit is proposed, because it would only keep dead calls up.`,
      );
    else if (total(group, "otherLimit") > 0)
      remarks.push(
        `${words}, but the log shows that the limit in force was not the one that the configuration has now. No change is proposed; run again with a log from after the last reload.`,
      );
    else if (first.place === null)
      remarks.push(`${words}, but no file that was read sets it. No change can be proposed.`);
    // at the upper end, a second or two more would save nobody
    else if (toSeconds < first.limitSeconds + MARGIN_SECONDS)
      remarks.push(`${words}. That is long enough (${sum}). Find out why RTP stopped. No change is proposed.`);
    else {
      const kind = first.kind;
      raises.push({
        place: first.place,
        driver: first.driver,
        option,
        scopes,
        calls,
        stoppedEarly: total(group, "stoppedEarly"),
        fromSeconds: first.limitSeconds,
        toSeconds,
        sum,
        settings: [
          ...settingsAt(tree, first.place, kind, String(toSeconds)),
          ...(kind === "timeout" && first.driver === "chan_sip" ? holdAbove(tree, first.place, toSeconds) : []),
        ],
      });
    }
  }
  return { raises, remarks };
}

/** Why the configuration is left alone although calls were lost. Empty if it is changed, or if none was lost. */
export function configRemarks(tree: ConfigTree, run: RunFacts): string[] {
  const { raises, remarks } = longerLimits(tree, run.silences);
  if (raises.length > 0 || remarks.length > 0 || run.wrongCount === 0) return [...remarks];
  const timedOut = [...run.wrongOfCause].filter(([cause]) => cause === "rtp-timeout" || cause === "rtp-hold-timeout");
  return timedOut.length > 0
    ? []
    : [
        `${counted(run.wrongCount)} went wrong, and no RTP limit of the configuration is shown to have ended any of them, so no other limit is proposed.`,
      ];
}

function byPlace(fired: readonly FiredLimit[]): [FiredLimit, ...FiredLimit[]][] {
  const groups = new Map<string, [FiredLimit, ...FiredLimit[]]>();
  for (const one of fired) {
    const { place, driver, kind, scope } = one;
    const key = place === null ? `${driver} ${kind} ${scope}` : `${kind} ${place.file}:${place.line}`;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()];
}

/** The longest silence that the limit has to outlast, plus a margin. */
function lengthFor(
  group: readonly [FiredLimit, ...FiredLimit[]],
  silences: RtpSilences,
): { readonly toSeconds: number; readonly sum: string } {
  const { measured, more } = group
    .map(({ longest }) => longest)
    .reduce((a, b) => (b.measured + b.more > a.measured + a.more ? b : a));
  // while the far end holds, the bot's waits do not count
  const gap =
    group[0].kind === "hold"
      ? 0
      : largest(
          group.map((one) => silences.longestGap(one) ?? 0),
          0,
        );
  const silence = measured + more;
  const longest = Math.ceil(Math.max(silence, gap));
  const what =
    gap > silence
      ? `longest time from hold to playback ${inSeconds(gap)}`
      : more > 0
        ? `longest silence ${inSeconds(silence)}: ${measured} s until Asterisk hung up and ${inSeconds(more)} more until the bot wanted to play`
        : `longest silence ${measured} s`;
  const wanted = longest + MARGIN_SECONDS;
  const toSeconds = limitToOutlast(longest);
  const bound =
    toSeconds === wanted
      ? ""
      : wanted < SHORTEST_SECONDS
        ? `, raised to the minimum of ${SHORTEST_SECONDS} s`
        : `, lowered to the maximum of ${LONGEST_SECONDS} s`;
  return { toSeconds, sum: `${what}; ${longest} s plus a margin of ${MARGIN_SECONDS} s is ${wanted} s${bound}` };
}

/** chan_sip looks at rtpholdtimeout only if it is the longer of the two (check_rtp_timeout), so it moves along. */
function holdAbove(tree: ConfigTree, place: ConfigPlace, seconds: number): OptionSetting[] {
  const places = new Map<string, ConfigPlace>();
  for (const row of rtpLimits(tree).rows) {
    const own = placeOfLimit(row, "timeout");
    const hold = placeOfLimit(row, "hold");
    const { rtpTimeoutSeconds, rtpHoldTimeoutSeconds } = row;
    if (own?.file !== place.file || own.line !== place.line || hold === null || !rtpHoldTimeoutSeconds) continue;
    // one that had no effect before is another matter (hold-timeout-without-effect)
    const worked = rtpTimeoutSeconds !== null && rtpHoldTimeoutSeconds > rtpTimeoutSeconds;
    if (worked && rtpHoldTimeoutSeconds <= seconds) places.set(`${hold.file}:${hold.line}`, hold);
  }
  return [...places.values()].flatMap((hold) => settingsAt(tree, hold, "hold", String(seconds + MARGIN_SECONDS)));
}

function total(group: readonly FiredLimit[], of: "calls" | "pathAtFault" | "stoppedEarly" | "otherLimit"): number {
  return group.reduce((sum, one) => sum + one[of], 0);
}

const counted = (calls: number): string => (calls === 1 ? "1 call" : `${calls} calls`);
