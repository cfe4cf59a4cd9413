// A snippet that somebody was told to paste -> what each line will do, on this version and driver, and what the whole of it
// does not do. Where it goes is told by the name of its file, else by its options.
import { basename } from "node:path";
import { withoutSecret } from "../asterisk/config/cite.js";
import { valuesInForce } from "../asterisk/config/in-force.js";
import { KNOWN_FILES, type KnownFile, partsOf } from "../asterisk/config/known-files.js";
import { configObjects } from "../asterisk/config/objects.js";
import { type ConfigTree, parseAs } from "../asterisk/config/read.js";
import { readStatements } from "../asterisk/config/statements.js";
import { type AsteriskVersion, mistakenName, optionsCalled } from "../asterisk/options/catalogue.js";
import type { ConfigOption } from "../asterisk/options/option.js";
import { misnamed, rejectsObjects, type WrittenOption, writtenOptions } from "./config-options.js";

export interface AdviceContext {
  /** Name of the snippet's file. */
  readonly file: string;
  /** The configuration that it goes into; without files where none was given. */
  readonly tree: ConfigTree;
  readonly version: AsteriskVersion | null;
  /** What the logs of the incident tell; null without logs. */
  readonly incident: Incident | null;
}

/** Calls of the incident that the snippet is to mend. */
export interface Incident {
  readonly callCount: number;
  /** Calls by cause; healthy ones as `none`. */
  readonly causeCounts: Readonly<Record<string, number>>;
  /** The longest wait from hold to playback, null where there was none. */
  readonly longestGapSeconds: number | null;
}

export interface JudgedLine {
  readonly line: number;
  readonly text: string;
  readonly effect: "works" | "without-effect" | "ignored" | "rejected" | "nonexistent" | "not-understood";
  readonly says: string;
}

export interface JudgedAdvice {
  readonly lines: readonly JudgedLine[];
  /** What holds for the snippet as a whole. */
  readonly remarks: readonly string[];
}

/** The first major version without chan_sip. */
const WITHOUT_CHAN_SIP = 21;

/** Judges a snippet line by line. */
export function judgeAdvice(text: string, context: AdviceContext): JudgedAdvice {
  const target = targetOf(text, context.file);
  const { statements, problems } = readStatements(text, context.file);
  const tree = parseAs(target.file, { file: context.file, text, startsIn: target.startsIn });
  const known = new Map(writtenOptions(tree).map((written) => [written.entry.line, written]));
  const source = text.split("\n");
  const line = (number: number): string => withoutSecret((source[number - 1] ?? "").trim());

  const lines = statements.flatMap((statement): JudgedLine[] => {
    if (statement.kind !== "entry") return [];
    const written = known.get(statement.line);
    const told = { line: statement.line, text: line(statement.line) };
    if (written === undefined)
      return [
        { ...told, effect: "not-understood", says: `No object of ${target.file} that this tool knows takes it.` },
      ];
    return [{ ...told, ...judgeLine(written, context) }];
  });
  const broken = problems.flatMap((problem): JudgedLine[] =>
    problem.line === null || problem.effect === "noted"
      ? []
      : [{ line: problem.line, text: line(problem.line), effect: "not-understood", says: problem.message }],
  );
  const judged = [...lines, ...broken].sort((a, b) => a.line - b.line);
  // A header of its own in a file that FreePBX includes inside that section, say.
  const noted = tree.problems.flatMap(({ effect, line, message }) =>
    effect === "noted" && line !== null ? [`Line ${line}: ${message}`] : [],
  );
  return { lines: judged, remarks: [...noted, ...remarksOn(target.file, [...known.values()], judged, context)] };
}

type Verdict = Pick<JudgedLine, "effect" | "says">;

function judgeLine(written: WrittenOption, { tree, version }: AdviceContext): Verdict {
  const { object, entry, option } = written;
  const wrong = misnamed(written, { tree, version, run: null });
  if (wrong !== null) {
    const mistaken = mistakenName(entry.key);
    const why = mistaken === undefined ? "" : ` ${mistaken.why}`;
    const consequence = rejectsObjects(object.file)
      ? "Asterisk rejects the whole object over it."
      : "Asterisk passes over it in silence.";
    const effect = wrong.why === "nowhere" ? "nonexistent" : rejectsObjects(object.file) ? "rejected" : "ignored";
    return { effect, says: `${entry.key} ${wrong.says}. ${consequence}${why}` };
  }
  if (option === undefined) return { effect: "not-understood", says: "Not among the options that this tool knows." };
  if (option.file === "sip.conf" && version !== null && version[0] >= WITHOUT_CHAN_SIP)
    return { effect: "without-effect", says: `Asterisk ${version.join(".")} has no chan_sip, so it is not read.` };
  if (option.kind === "number" && !/^\s*\+?\d/.test(entry.value))
    return { effect: rejectsObjects(object.file) ? "rejected" : "ignored", says: "Its value is no number." };
  const idle = withoutEffect(written);
  return idle ?? { effect: "works", says: whatItDoes(option, entry.value, tree) };
}

/** A hold timeout of chan_sip that never acts beside the other line of the snippet. */
function withoutEffect({ object, entry, option }: WrittenOption): Verdict | null {
  if (option?.name !== "rtpholdtimeout" || Number.parseInt(entry.value, 10) === 0) return null;
  const timeout = object.entries.findLast(({ key }) => key.toLowerCase() === "rtptimeout");
  const seconds = Number.parseInt(timeout?.value ?? "", 10);
  if (!(seconds === 0 || seconds >= Number.parseInt(entry.value, 10))) return null;
  return { effect: "without-effect", says: "It acts only with rtptimeout on, and greater than that." };
}

function whatItDoes(option: ConfigOption, value: string, tree: ConfigTree): string {
  const { note, driver, unit, name, default: otherwise } = option;
  const counted = (number: string): string => (unit === null ? number : `${number} ${unit}`);
  const before = otherwise === null ? "" : ` (default ${counted(otherwise)})`;
  // 0 is off: where nothing was set, the line turns on what it was to lengthen.
  const turnsOn = /^rtp_?timeout$/.test(name) && Number.parseInt(value, 10) > 0;
  const inForce = valuesInForce(tree).filter((one) => one.option.name === name && one.value !== null);
  const now = [...new Set(inForce.map((one) => counted(one.value ?? "")))];
  return [
    `${driver ?? "Asterisk"} reads it as ${counted(value)}${before}.`,
    now.length === 0 ? null : `In force now: ${now.join(", ")}.`,
    note,
    turnsOn && now.length === 0 ? "Where none was set before, this turns the timeout on." : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

interface Target {
  readonly file: KnownFile;
  readonly startsIn: string;
}

/** Where the snippet goes: the file that its own name stands for, else the one that knows most of its options. */
function targetOf(text: string, path: string): Target {
  const name = basename(path);
  for (const file of KNOWN_FILES) {
    const part = partsOf(file).find((one) => one.name === name);
    if (file === name || part !== undefined) return { file, startsIn: part?.startsIn ?? "general" };
  }
  const keys = readStatements(text, path).statements.flatMap((one) => (one.kind === "entry" ? [one.key] : []));
  const votes = new Map<KnownFile, number>();
  for (const { file } of keys.flatMap((key) => optionsCalled(key))) votes.set(file, (votes.get(file) ?? 0) + 1);
  const [first] = [...votes].sort((a, b) => b[1] - a[1]);
  return { file: first?.[0] ?? "sip.conf", startsIn: "general" };
}

const RTP_TIMER_REMARK =
  "None of it addresses a channel that ends for another reason than the RTP timeout, which Asterisk's notice `Disconnecting ... for lack of ... RTP activity` proves. Where that line is missing, raising a timeout changes nothing; a hold through ARI neither starts nor shortens it.";

/** Causes that an RTP timer of the snippet has to do with. */
const RTP_CAUSES = ["rtp-timeout", "rtp-hold-timeout"];

function onTheIncident(
  written: readonly WrittenOption[],
  { callCount, causeCounts, longestGapSeconds }: Incident,
): string {
  const lost = Object.entries(causeCounts).filter(([cause]) => cause !== "none");
  const timedOut = lost.filter(([cause]) => RTP_CAUSES.includes(cause)).reduce((sum, [, calls]) => sum + calls, 0);
  const told = lost.map(([cause, calls]) => `${calls} ${cause}`).join(", ");
  const gap = longestGapSeconds === null ? "" : ` The longest wait from hold to playback was ${longestGapSeconds} s.`;
  if (lost.length === 0)
    return `All ${callCount} calls in the logs are healthy: there is nothing for it to mend.${gap}`;
  const timer = written.some(({ option }) => option !== undefined && /^rtp_?timeout$/.test(option.name));
  return timedOut > 0 && timer
    ? `Of the calls in the logs ${timedOut} ended by an RTP timeout, which a longer one would have put off; why no RTP came it does not mend (${told}).${gap}`
    : `None of it addresses the incident in the logs: no call there is known to have ended by an RTP timeout (${told}).${gap}`;
}

const RTP_TIMERS = /^rtp_?(?:timeout|holdtimeout|keepalive|timeout_hold)$/;

function remarksOn(
  file: KnownFile,
  written: readonly WrittenOption[],
  judged: readonly JudgedLine[],
  { tree, version, incident }: AdviceContext,
): string[] {
  const remarks: string[] = [];
  if (file === "sip.conf") {
    remarks.push(
      version === null
        ? "All of it is for chan_sip (channels named SIP/...), which is in Asterisk up to 20; PJSIP/... channels do not read it."
        : `All of it is for chan_sip (channels named SIP/...), which Asterisk ${version.join(".")} ${version[0] < WITHOUT_CHAN_SIP ? "has" : "does not have"}; PJSIP/... channels do not read it.`,
    );
    const objects = configObjects(tree);
    if (objects.some(({ kind }) => kind === "endpoint") && !objects.some(({ kind }) => kind === "peer"))
      remarks.push("The configuration given has PJSIP endpoints and no chan_sip peer, so nothing would read it.");
  }
  if (written.some(({ option }) => option !== undefined && RTP_TIMERS.test(option.name)))
    remarks.push(RTP_TIMER_REMARK);
  if (incident !== null) remarks.push(onTheIncident(written, incident));
  if (judged.length > 0 && judged.every(({ effect }) => effect !== "works"))
    remarks.push("Not one line of it changes anything for the better.");
  return remarks;
}
