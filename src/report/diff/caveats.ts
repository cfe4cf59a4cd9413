// What makes two reports less comparable, in words.
import type { NamedReport } from "../merge/parse-report.js";
import type { InputRow, Report } from "../schema.js";

/** Reasons to be careful with the comparison, the gravest first. */
export function caveatsOf(before: NamedReport, after: NamedReport): string[] {
  const both = [before, after] as const;
  return [
    ...both.flatMap(({ name, report }) =>
      report.summary.partial ? [`${name} is partial: not all of its logs were read.`] : [],
    ),
    ...differentLogs(before, after),
    ...timesOf(before, after),
    ...both.flatMap(({ name, report }) => withoutLimit(name, report)),
    ...both.flatMap(({ name, report }) =>
      report.inputs.some(({ lossy }) => lossy) ? [`A log of ${name} has lost lines: calls in it may look well.`] : [],
    ),
    ...(before.report.tool.version === after.report.tool.version
      ? []
      : [
          `They were judged by two versions of ari-doctor (${before.report.tool.version}, ${after.report.tool.version}): report both with one.`,
        ]),
  ];
}

const logsOf = ({ inputs }: Report): string => {
  const has = (...roles: readonly InputRow["role"][]): boolean => inputs.some(({ role }) => roles.includes(role));
  const sides = [has("asterisk", "mixed") ? "Asterisk's" : null, has("bot", "mixed") ? "the bot's" : null];
  return sides.filter((side) => side !== null).join(" and ") || "no";
};

function differentLogs(before: NamedReport, after: NamedReport): string[] {
  const [was, is] = [logsOf(before.report), logsOf(after.report)];
  if (was === is) return [];
  return [`${before.name} was made of ${was} logs, ${after.name} of ${is}: what one log tells the other may not.`];
}

function timesOf(before: NamedReport, after: NamedReport): string[] {
  const [was, is] = [startsOf(before.report), startsOf(after.report)];
  const never = Number.NaN; // compares to nothing
  const [first, last] = [was[0] ?? never, was.at(-1) ?? never];
  const [nextFirst, nextLast] = [is[0] ?? never, is.at(-1) ?? never];
  if (nextLast < first)
    return [`${after.name} is of an earlier time than ${before.name}: give the earlier report first.`];
  if (nextFirst <= last)
    return ["They cover the same time in part: calls of that time are in both, and hide the difference."];
  return [];
}

const startsOf = ({ calls }: Report): number[] =>
  calls.flatMap(({ startedAt }) => (startedAt === null ? [] : [Date.parse(startedAt)])).sort((a, b) => a - b);

function withoutLimit(name: string, { calls }: Report): string[] {
  const unknown = calls.filter(({ gaps }) => gaps.some(({ limitSeconds }) => limitSeconds === null)).length;
  if (unknown === 0) return [];
  return [
    `The RTP limit of ${unknown === 1 ? "1 call" : `${unknown} calls`} of ${name} is not known: run it with --config to count waits over the limit.`,
  ];
}
