// A snippet that somebody was told to paste -> what would have come of it: a conclusion, and of each line whether Asterisk reads
// it, what it does, and why it would not have saved the calls of the logs. Where it goes is told by the name of its file, else by
// its options.
import { basename } from "node:path";
import { isSecret, withoutSecret } from "../asterisk/config/cite.js";
import { isFreePbx } from "../asterisk/config/fragments.js";
import { valuesInForce } from "../asterisk/config/in-force.js";
import { KNOWN_FILES, type KnownFile, partsOf } from "../asterisk/config/known-files.js";
import { configObjects } from "../asterisk/config/objects.js";
import { type ConfigTree, parseAs } from "../asterisk/config/read.js";
import { readStatements, type Statement } from "../asterisk/config/statements.js";
import { type AsteriskVersion, canonicalName, mistakenName, optionsCalled } from "../asterisk/options/catalogue.js";
import type { ConfigOption } from "../asterisk/options/option.js";
import { conclusionOn, type Incident, ofTheCalls } from "./advice-incident.js";
import { misnamed, rejectsObjects, type WrittenOption, writtenOptions } from "./config-options.js";
import { undoes } from "./purpose.js";

export interface AdviceContext {
  /** Name of the snippet's file. */
  readonly file: string;
  /** The configuration that it goes into; without files where none was given. */
  readonly tree: ConfigTree;
  readonly version: AsteriskVersion | null;
  /** What the logs of the incident tell; null without logs. */
  readonly incident: Incident | null;
}

export interface JudgedLine {
  readonly line: number;
  readonly text: string;
  readonly effect:
    | "read"
    | "defeats-purpose"
    | "without-effect"
    | "ignored"
    | "rejected"
    | "nonexistent"
    | "not-understood";
  readonly says: string;
}

export interface JudgedAdvice {
  /** What it comes to, in a sentence or two: said before all else. */
  readonly conclusion: string;
  readonly lines: readonly JudgedLine[];
  /** What holds for the snippet as a whole. */
  readonly remarks: readonly string[];
}

/** The first major version without chan_sip. */
const WITHOUT_CHAN_SIP = 21;

/** Judges a snippet line by line. */
export function judgeAdvice(text: string, context: AdviceContext): JudgedAdvice {
  const target = targetOf(text, context);
  const { statements, problems } = readStatements(text, context.file);
  const tree = parseAs(target.file, { file: context.file, text, ...target.startsIn });
  const loose = target.startsIn === undefined ? looseOptions(statements, target.file, context.file) : [];
  const known = new Map([...writtenOptions(tree), ...loose].map((written) => [written.entry.line, written]));
  const isLoose = new Set(loose.map(({ entry }) => entry.line));
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
    const { effect, says } = judgeLine(written, context);
    const home = isLoose.has(statement.line) && written.option !== undefined ? ` ${homeOf(written)}` : "";
    const why = effect === "read" ? ofTheCalls(written, context) : null;
    return [{ ...told, effect, says: `${says}${home}${why === null ? "" : ` ${why}`}` }];
  });
  const broken = problems.flatMap((problem): JudgedLine[] =>
    problem.line === null || problem.effect === "noted"
      ? []
      : [{ line: problem.line, text: line(problem.line), effect: "not-understood", says: problem.message }],
  );
  const judged = [...lines, ...broken].sort((a, b) => a.line - b.line);
  // A header of its own in a file that FreePBX includes inside that section, say.
  const onlyIf =
    context.tree.files.length === 0 && target.startsIn !== undefined ? ", if this server runs FreePBX" : "";
  const noted = tree.problems.flatMap(({ effect, line, message }) =>
    effect === "noted" && line !== null ? [`Line ${line}${onlyIf}: ${message}`] : [],
  );
  const read = lines.flatMap(({ line, effect }) => (effect === "read" ? (known.get(line) ?? []) : []));
  return {
    conclusion: conclusionOn(judged, read, context),
    lines: judged,
    remarks: [
      ...noted,
      ...(loose.length === 0 ? [] : [LOOSE_REMARK]),
      ...remarksOn(target.file, [...known.values()], context),
    ],
  };
}

type Verdict = Pick<JudgedLine, "effect" | "says">;

function judgeLine(written: WrittenOption, context: AdviceContext): Verdict {
  const { tree, version } = context;
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
  return (
    overruled(written) ??
    heldNoLonger(written, tree) ??
    turnedOff(written, tree) ?? { effect: "read", says: whatItDoes(option, entry.value, tree) }
  );
}

/** Two lines of the snippet that set one option: in one spelling or two, the later one counts. */
function overruled({ object, entry, option }: WrittenOption): Verdict | null {
  if (option === undefined) return null;
  const name = canonicalName(object.file, object.kind, entry.key);
  const later = object.entries.findLast(({ key }) => canonicalName(object.file, object.kind, key) === name);
  if (later === undefined || later.line === entry.line) return null;
  // allow, permit and the like add up
  if (option.kind === "text" && later.key.toLowerCase() === entry.key.toLowerCase()) return null;
  const spelling =
    later.key.toLowerCase() === name ? `${later.key} is its newer name` : `${later.key} is another name of it`;
  const same = later.key.toLowerCase() === entry.key.toLowerCase() ? "" : `${spelling}, and `;
  return {
    effect: "without-effect",
    says: `Line ${later.line} overrules it: ${same}of two lines for one option the later one counts.`,
  };
}

const HOLD_LIMITS: Readonly<Record<string, string>> = {
  rtpholdtimeout: "rtptimeout",
  rtp_timeout_hold: "rtp_timeout",
};

/** A hold limit that is not above the other one: beside it in the snippet, or as it is in force. */
function heldNoLonger({ object, entry, option }: WrittenOption, tree: ConfigTree): Verdict | null {
  const other = HOLD_LIMITS[option?.name ?? ""];
  const hold = Number.parseInt(entry.value, 10);
  if (other === undefined || hold === 0) return null;
  const beside = object.entries.findLast(({ key }) => key.toLowerCase() === other)?.value;
  const [now, ...others] = new Set(valuesOf(tree, other));
  const written = beside ?? (others.length === 0 ? now : undefined);
  const seconds = Number.parseInt(written ?? "", 10);
  const where = beside === undefined ? "as it is in force" : "beside it";
  if (option?.driver === "chan_sip")
    return seconds === 0 || seconds >= hold
      ? {
          effect: "without-effect",
          says: `It acts only with rtptimeout on, and greater than that; rtptimeout, ${where}, is ${seconds === 0 ? "off" : `${seconds} s`}.`,
        }
      : null;
  return seconds > 0 && seconds >= hold
    ? {
        effect: "defeats-purpose",
        says: `rtp_timeout, ${where}, is ${seconds} s: a call that the far end holds would be cut no later than one that talks.`,
      }
    : null;
}

/** A value that undoes its option: 0 for what is on, a qualify every hour. */
function turnedOff({ entry, option }: WrittenOption, tree: ConfigTree): Verdict | null {
  const undone = undoes(option, entry.value);
  if (undone !== null)
    return { effect: "defeats-purpose", says: `${sentence(undone.reason)} Better: ${undone.proposed}.` };
  if (option === undefined || !option.zeroIsOff || Number.parseInt(entry.value, 10) !== 0) return null;
  const on = valuesOf(tree, option.name).filter((value) => value !== "0");
  if (on.length === 0)
    return { effect: "without-effect", says: "0 is off, and off is the default: it turns nothing on." };
  const gone = /timeout/.test(option.name)
    ? " Calls whose caller is gone would then stay up until somebody hangs up."
    : "";
  return {
    effect: "defeats-purpose",
    says: `0 is not "no limit": it turns off what is on now (${[...new Set(on)].map((value) => counted(option, value)).join(", ")}).${gone}`,
  };
}

function valuesOf(tree: ConfigTree, name: string): string[] {
  return valuesInForce(tree).flatMap(({ option, value }) => (option.name === name && value !== null ? [value] : []));
}

const sentence = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}`;
const counted = ({ unit }: ConfigOption, value: string): string => (unit === null ? value : `${value} ${unit}`);

function whatItDoes(option: ConfigOption, value: string, tree: ConfigTree): string {
  const { note, driver, name, default: otherwise } = option;
  const before = otherwise === null ? "" : ` (default ${counted(option, otherwise)})`;
  // 0 is off: where nothing was set, the line turns on what it was to lengthen.
  const turnsOn = /^rtp_?timeout$/.test(name) && Number.parseInt(value, 10) > 0;
  const now = [...new Set(valuesOf(tree, name))].map((one) => counted(option, one));
  return [
    `Read by ${driver ?? "Asterisk"} as ${isSecret(name) ? "…" : counted(option, value)}${before}.`,
    now.length === 0 ? null : `In force now: ${now.join(", ")}.`,
    note,
    turnsOn && now.length === 0 ? "Where none was set before, this turns the timeout on." : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

const LOOSE_REMARK =
  "Lines that stand in no [section] are judged as the options that they would be. As they are, Asterisk refuses the file over them.";

/** Lines before the first header, as the options that they would be in the section that reads them. */
function looseOptions(statements: readonly Statement[], target: KnownFile, path: string): WrittenOption[] {
  const first = statements.findIndex(({ kind }) => kind === "section");
  const loose = (first === -1 ? statements : statements.slice(0, first)).flatMap((one) =>
    one.kind === "entry" ? [one] : [],
  );
  const entries = loose.map(({ key, value, line }) => ({ key, value, line, file: path, inheritedFrom: null }));
  const homes = entries.map(({ key }) => {
    const named = optionsCalled(key);
    return named.find(({ file }) => file === target) ?? named[0];
  });
  // what no section knows is told so by the section that most of the file is about
  const [kind = target === "pjsip.conf" ? "endpoint" : "general"] =
    homes.find((home) => home?.file === target)?.objects ?? [];
  const keyOf = (home: ConfigOption | undefined): string => `${home?.file ?? target} ${home?.objects[0] ?? kind}`;
  return entries.map((entry, at) => {
    const option = homes[at];
    const object = {
      file: option?.file ?? target,
      kind: option?.objects[0] ?? kind,
      name: option?.objects[0] ?? kind,
      entries: entries.filter((_, other) => keyOf(homes[other]) === keyOf(option)),
      complete: false,
      at: { file: path, line: entry.line },
    };
    return { object, entry, option };
  });
}

/** Where a line goes that stands in no section. */
function homeOf({ object }: WrittenOption): string {
  const { file, kind } = object;
  if (
    kind === "general" ||
    kind === "csv" ||
    kind === "options" ||
    kind === "modules" ||
    kind === "declined_message_types"
  )
    return `It belongs into [${kind}] of ${file}.`;
  if (kind === "class") return `It belongs into the section of a class of ${file}.`;
  if (kind === "peer") return `It belongs into the section of a peer of ${file}.`;
  if (kind === "global" || kind === "system") return `It belongs into a section of ${file} with type=${kind}.`;
  return `It belongs into the section of ${file} that has type=${kind}, such as [${kind === "endpoint" ? "your-trunk" : `your-${kind}`}].`;
}

interface Target {
  readonly file: KnownFile;
  /** Of a file that FreePBX includes inside a section: that section. */
  readonly startsIn: { readonly startsIn: string } | undefined;
}

/** Where the snippet goes: the file that its own name stands for, else the one that knows most of its options. */
function targetOf(text: string, { file: path, tree }: AdviceContext): Target {
  const name = basename(path);
  // FreePBX's files mean nothing to a server without it.
  const mayBeFreePbx = tree.files.length === 0 || tree.files.some(isFreePbx);
  for (const file of KNOWN_FILES) {
    const part = partsOf(file).find((one) => one.name === name);
    const startsIn = part?.startsIn === undefined || !mayBeFreePbx ? undefined : { startsIn: part.startsIn };
    if (file === name || part !== undefined) return { file, startsIn };
  }
  const votes = new Map<KnownFile, number>();
  for (const statement of readStatements(text, path).statements) {
    if (statement.kind !== "entry") continue;
    // an option of many objects of a file speaks for that file once
    for (const file of new Set(optionsCalled(statement.key).map((option) => option.file)))
      if (mayStandIn(file, statement)) votes.set(file, (votes.get(file) ?? 0) + 1);
  }
  const [first] = [...votes].sort((a, b) => b[1] - a[1]);
  return { file: first?.[0] ?? "sip.conf", startsIn: undefined };
}

/** `type=peer` is chan_sip's; `type=user` may be ARI's too. */
function mayStandIn(file: KnownFile, { key, value }: { readonly key: string; readonly value: string }): boolean {
  return key.toLowerCase() !== "type" || /^(?:peer|friend)$/i.test(value) === (file === "sip.conf") || value === "user";
}

const RTP_TIMER_REMARK =
  "None of it addresses a channel that ends for another reason than the RTP timeout, which Asterisk's notice `Disconnecting ... for lack of ... RTP activity` proves. Where that line is missing, raising a timeout changes nothing; a hold through ARI neither starts nor shortens it.";
const RTP_TIMERS = /^rtp_?(?:timeout|holdtimeout|keepalive|timeout_hold)$/;

function remarksOn(file: KnownFile, written: readonly WrittenOption[], { tree, version }: AdviceContext): string[] {
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
  return remarks;
}
