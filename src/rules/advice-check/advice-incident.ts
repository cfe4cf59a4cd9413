// Compares a snippet with the calls of the logs: which of them would it have saved? An option affects the ends that
// option-causes.ts lists. A longer RTP limit postpones an end, and never explains why no RTP came.
import type { WrittenOption } from "../shared/config-options.js";
import { isTurnedOff, valuesFor } from "./advice-values.js";
import type { AdviceContext, Incident, JudgedLine } from "./judged-advice.js";
import { causesOf, isRtpLimit } from "./option-causes.js";

/**
 * What a line that Asterisk reads would have done for the calls of the logs. Null without logs, or if the line only names its
 * place.
 */
export function ofTheCalls(
  written: WrittenOption,
  effect: JudgedLine["effect"],
  { incident, tree }: AdviceContext,
): string | null {
  if (incident === null || written.entry.key.toLowerCase() === "type") return null;
  const lost = lostOf(incident);
  if (lost.length === 0) return `Not your problem, because ${allHealthy(incident)}.`;
  if (isOfAnotherDriver(written, incident))
    return `Not your problem, because the channels in the logs belong to ${incident.drivers.join(" and ")}, which does not read it.`;
  if (isOfAnotherScope(written, incident))
    return `Not your problem, because what went wrong in the logs was on ${incident.scopes?.join(", ")}, not on ${written.object.name}.`;
  const name = written.option?.name ?? "";
  const causes = causesOf(name);
  const hit = lost.filter(([cause]) => causes.includes(cause));
  if (effect === "defeats-purpose")
    return hit.length > 0 && isRtpLimit(name) && isTurnedOff(written)
      ? `It would have kept ${calls(sum(hit))} from this end (${told(hit)}), but it does not fix why no RTP came.`
      : null;
  if (hit.length === 0)
    return causes.length === 0
      ? `Not your problem, because it has nothing to do with how the calls in the logs ended (${toldBriefly(lost)}).`
      : `Not your problem, because no call in the logs is known to have ended by ${causes.join(" or ")} (${toldBriefly(lost)}).`;
  if (isShorter(written, tree))
    return `Not a cure for your problem, because it is no longer than the limit in force, which ended ${calls(sum(hit))} (${told(hit)}).`;
  return isRtpLimit(name)
    ? `It would have delayed the end of ${calls(sum(hit))} (${told(hit)}), but it does not fix why no RTP came.`
    : `It affects ${calls(sum(hit))} (${told(hit)}); ${sum(hit) === 1 ? "the evidence of that call tells whether it would fix it" : "the evidence of those calls tells whether it would fix them"}.`;
}

/**
 * The conclusion about the snippet.
 * @param read Its lines that Asterisk reads and that do something.
 * @param off Those that turn off what is on.
 */
export function conclusionOn(
  judged: readonly JudgedLine[],
  read: readonly WrittenOption[],
  off: readonly WrittenOption[],
  { incident, tree }: AdviceContext,
): string {
  if (judged.length === 0) return "No line in it could change anything.";
  if (judged.every(({ effect }) => effect === "not-understood"))
    return "It contains no option from a file that this tool knows, so nothing can be said about it.";
  const nonexistent = judged.filter(({ effect }) => effect === "nonexistent").length;
  if (incident === null) {
    if (read.length === 0) return "None of these lines changes anything for the better.";
    const invented =
      nonexistent === 0 ? "" : `; ${nonexistent} ${nonexistent === 1 ? "names" : "name"} an option that does not exist`;
    return `Asterisk reads ${read.length} of ${judged.length === 1 ? "1 line" : `${judged.length} lines`}${invented}. The logs of a call tell whether that would have saved it: give them with --log.`;
  }
  const { longestGapSeconds } = incident;
  const gap = longestGapSeconds === null ? "" : ` The longest wait from hold to playback was ${longestGapSeconds} s.`;
  const lost = lostOf(incident);
  if (lost.length === 0) return `There is nothing for it to fix: ${allHealthy(incident)}.${gap}`;
  const reaches = (written: WrittenOption): boolean =>
    !isOfAnotherDriver(written, incident) && !isOfAnotherScope(written, incident);
  const bearing = read.filter((written) => !isShorter(written, tree) && reaches(written));
  const isHit = ([cause]: Lost, options: readonly WrittenOption[]): boolean =>
    options.some(({ option }) => option !== undefined && causesOf(option.name).includes(cause));
  const hit = lost.filter((one) => isHit(one, bearing));
  const limitsOff = off.filter((written) => isRtpLimit(written.option?.name ?? "") && reaches(written));
  const kept = lost.filter((one) => isHit(one, limitsOff));
  if (hit.length === 0 && kept.length > 0)
    return `By turning the limit off, it would have kept ${ofLost(kept, lost)} from this end (${told(kept)}). Calls whose caller is gone would then stay up as well, and it does not fix why no RTP came.${gap}`;
  if (hit.length === 0) {
    const open = lost.filter(([cause]) => cause === "undetermined");
    const why = lost.filter(([cause]) => cause !== "undetermined");
    if (why.length === 0)
      return `Nothing in the logs says that any of this would have saved ${theCalls(sum(lost))}: they do not say why ${sum(lost) === 1 ? "it" : "they"} ended.${gap}`;
    const unknown = open.length === 0 ? "" : ` For ${calls(sum(open))} the logs do not say why.`;
    return `None of this would have saved ${theCalls(sum(why))}: ${told(why)}.${unknown}${gap}`;
  }
  const mends = hit.some((one) =>
    isHit(
      one,
      bearing.filter(({ option }) => option !== undefined && !isRtpLimit(option.name)),
    ),
  );
  const rest = sum(lost) - sum(hit);
  const others = rest === 0 ? "" : ` It would have done nothing for the other ${rest}.`;
  return mends
    ? `It affects ${ofLost(hit, lost)} (${told(hit)}).${others}${gap}`
    : `It would have delayed the end of ${ofLost(hit, lost)} (${told(hit)}), but it does not fix why no RTP came.${others}${gap}`;
}

function isOfAnotherDriver({ option }: WrittenOption, { drivers }: Incident): boolean {
  const driver = option?.driver ?? null;
  return driver !== null && drivers.length > 0 && !drivers.includes(driver);
}

/** A section of the snippet for another peer or endpoint than that of the calls that went wrong. */
function isOfAnotherScope({ object }: WrittenOption, { scopes }: Incident): boolean {
  if (object.kind !== "endpoint" && object.kind !== "peer") return false;
  // lines in no section have the name of the kind
  return object.name !== object.kind && scopes !== null && scopes.length > 0 && !scopes.includes(object.name);
}

type Lost = readonly [cause: string, calls: number];

function lostOf({ causeCounts }: Incident): readonly Lost[] {
  return Object.entries(causeCounts).filter(([cause, count]) => cause !== "none" && count > 0);
}

/** An RTP limit that is on, and no longer than one that is in force. */
function isShorter({ object, option, entry }: WrittenOption, tree: AdviceContext["tree"]): boolean {
  const value = Number.parseInt(entry.value, 10);
  if (option === undefined || !isRtpLimit(option.name)) return false;
  const now = valuesFor(object, option.name, tree).filter((one) => Number(one) > 0);
  return now.length > 0 && now.every((one) => value <= Number(one));
}

const allHealthy = ({ callCount }: Incident): string =>
  callCount === 1 ? "the only call in the logs is healthy" : `all ${callCount} calls in the logs are healthy`;
const told = (lost: readonly Lost[]): string => lost.map(([cause, count]) => `${count} ${cause}`).join(", ");
/** The most frequent ones, and how many others there are. */
function toldBriefly(lost: readonly Lost[]): string {
  const first = [...lost].sort(([, a], [, b]) => b - a).slice(0, 3);
  const others = sum(lost) - sum(first);
  return others === 0 ? told(first) : `${told(first)}, and ${others} with other causes`;
}
const sum = (lost: readonly Lost[]): number => lost.reduce((all, [, count]) => all + count, 0);
const calls = (count: number): string => (count === 1 ? "1 call" : `${count} calls`);
const ofLost = (hit: readonly Lost[], lost: readonly Lost[]): string =>
  sum(hit) === sum(lost)
    ? `${sum(lost) === 1 ? "the call" : `all ${sum(lost)} calls`} that went wrong`
    : `${sum(hit)} of ${calls(sum(lost))} that went wrong`;
const theCalls = (count: number): string => (count === 1 ? "the call" : `the ${count} calls`);
