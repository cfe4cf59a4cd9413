// Judges a snippet that somebody was told to paste: a conclusion and, for each line, whether Asterisk reads it, what it does,
// and why it would not have saved the calls of the logs. Where the snippet goes is told by its file name, else by its options.
import { basename } from "node:path";
import { isSecret, withoutSecret } from "../../asterisk/config/cite.js";
import { isFreePbx } from "../../asterisk/config/fragments.js";
import { KNOWN_FILES, type KnownFile, partsOf } from "../../asterisk/config/known-files.js";
import { configObjects } from "../../asterisk/config/objects.js";
import { type ConfigTree, parseAs } from "../../asterisk/config/read.js";
import { readStatements, type Statement } from "../../asterisk/config/statements.js";
import { mistakenName, optionCatalogue, optionNamed, optionsCalled } from "../../asterisk/options/catalogue.js";
import type { ConfigOption } from "../../asterisk/options/option.js";
import { closestName } from "../shared/closest.js";
import { misnamed, rejectsObjects, type WrittenOption, writtenOptions } from "../shared/config-options.js";
import { conclusionOn, ofTheCalls } from "./advice-incident.js";
import { counted, isTurnedOff, valuesFor, valueVerdict } from "./advice-values.js";
import type { AdviceContext, JudgedAdvice, JudgedLine } from "./judged-advice.js";

/** The first major version without chan_sip. */
const WITHOUT_CHAN_SIP = 21;

/** Judges a snippet line by line. */
export function judgeAdvice(text: string, context: AdviceContext): JudgedAdvice {
  const target = targetOf(text, context);
  const { statements, problems } = readStatements(text, context.file);
  const tree = parseAs(target.file, { file: context.file, text, ...target.startsIn });
  const loose = target.startsIn === undefined ? looseOptions(statements, target.file, context.file) : [];
  const typed = writtenOptions(tree);
  const added = additions(tree, typed, context.tree);
  const known = new Map([...typed, ...loose, ...added].map((written) => [written.entry.line, written]));
  const isLoose = new Set(loose.map(({ entry }) => entry.line));
  const source = text.split("\n");
  const line = (number: number): string => withoutSecret((source[number - 1] ?? "").trim());

  const lines = statements.flatMap((statement): JudgedLine[] => {
    if (statement.kind !== "entry") return [];
    const written = known.get(statement.line);
    const told = { line: statement.line, text: line(statement.line) };
    const strange = written?.option === undefined ? noOption(statement) : null;
    if (strange !== null) return [{ ...told, ...strange }];
    if (written === undefined)
      return [
        { ...told, effect: "not-understood", says: `No object in ${target.file} that this tool knows takes it.` },
      ];
    const { effect, says } = target.isGuess ? unknownAnywhere(written) : judgeLine(written, context);
    const home = isLoose.has(statement.line) && written.option !== undefined ? ` ${homeOf(written)}` : "";
    const isRead = effect === "read" || (effect === "defeats-purpose" && written.option !== undefined);
    const why = isRead ? ofTheCalls(written, effect, context) : null;
    return [{ ...told, effect, says: `${says}${home}${why === null ? "" : ` ${why}`}` }];
  });
  const broken = problems.flatMap((problem): JudgedLine[] =>
    problem.line === null || problem.effect === "noted"
      ? []
      : [{ line: problem.line, text: line(problem.line), effect: "not-understood", says: problem.message }],
  );
  const judged = [...lines, ...broken].sort((a, b) => a.line - b.line);
  // it has a header of its own although FreePBX includes the file inside that section, say
  const onlyIf =
    context.tree.files.length === 0 && target.startsIn !== undefined ? ", if this server runs FreePBX" : "";
  // what a `(+)` adds to may be in the given configuration, or in one that was not given
  const isThere = new Set(
    tree.files.flatMap(({ sections }) =>
      sections.flatMap(({ name, line, complete }) =>
        !complete &&
        target.startsIn === undefined &&
        (context.tree.files.length === 0 || configObjects(context.tree).some((object) => object.name === name))
          ? [line]
          : [],
      ),
    ),
  );
  const noted = tree.problems.flatMap(({ effect, line, message }) =>
    effect === "noted" && line !== null && !isThere.has(line) ? [`Line ${line}${onlyIf}: ${message}`] : [],
  );
  const having = (wanted: JudgedLine["effect"]): WrittenOption[] =>
    lines.flatMap(({ line, effect }) => (effect === wanted ? (known.get(line) ?? []) : []));
  const isOptionLine = ({ line, effect }: JudgedLine): boolean => effect !== "not-understood" && isLoose.has(line);
  return {
    conclusion: conclusionOn(judged, having("read"), having("defeats-purpose").filter(isTurnedOff), context),
    lines: judged,
    remarks: [
      ...noted,
      ...(lines.some(isOptionLine) ? [LOOSE_REMARK] : []),
      ...withoutType(added),
      ...foreignToFreePbx(context),
      ...remarksOn(target, [...known.values()], context),
    ],
  };
}

type Verdict = Pick<JudgedLine, "effect" | "says">;

/** For a name that no file has, in a snippet whose other lines do not show which file it belongs to. */
function unknownAnywhere({ entry: { key } }: WrittenOption): Verdict {
  const names = optionCatalogue.map(({ name }) => name);
  const mistaken = mistakenName(key);
  const near = mistaken?.instead ?? closestName(key, names);
  const meant = near === null ? "" : `; did you mean ${near} in ${optionsCalled(near)[0]?.file}?`;
  return {
    effect: "nonexistent",
    says: `No version of Asterisk from 18 to 23 has the option ${key}${meant === "" ? "." : meant} In sip.conf Asterisk silently ignores it; in pjsip.conf or ari.conf it costs the whole object.${mistaken === undefined ? "" : ` ${mistaken.why}`}`,
  };
}

function judgeLine(written: WrittenOption, context: AdviceContext): Verdict {
  const { tree, version } = context;
  const { object, entry, option } = written;
  const wrong = misnamed(written, { tree, version, run: null });
  if (wrong !== null) {
    const mistaken = mistakenName(entry.key);
    const why = mistaken === undefined ? "" : ` ${mistaken.why}`;
    const consequence = rejectsObjects(object.file)
      ? "Asterisk rejects the whole object because of it."
      : "Asterisk silently ignores it.";
    const effect = wrong.why === "nowhere" ? "nonexistent" : rejectsObjects(object.file) ? "rejected" : "ignored";
    return { effect, says: `${entry.key} ${wrong.says}. ${consequence}${why}` };
  }
  if (option === undefined) return { effect: "not-understood", says: "Not among the options that this tool knows." };
  if (option.file === "sip.conf" && version !== null && version[0] >= WITHOUT_CHAN_SIP)
    return { effect: "without-effect", says: `Asterisk ${version.join(".")} has no chan_sip, so nothing reads it.` };
  return valueVerdict(written, context) ?? { effect: "read", says: whatItDoes(written, option, tree) };
}

/** What a line is that does not belong in a file this tool judges: prose, or dialplan. Null if it looks like an option. */
function noOption({ key }: { readonly key: string }): Verdict | null {
  if (DIALPLAN.test(key))
    return {
      effect: "not-understood",
      says: "A dialplan line (extensions.conf), which this tool does not judge.",
    };
  if (!/\s/.test(key)) return null;
  const named = optionCatalogue.find(
    ({ name }) =>
      name.length > 4 &&
      key
        .toLowerCase()
        .split(/[^\w-]+/)
        .includes(name),
  );
  const hint = named === undefined ? "" : ` It names ${named.name}, an option of ${named.file}.`;
  return { effect: "not-understood", says: `A sentence, not a line of a configuration file.${hint}` };
}

const DIALPLAN = /^(?:exten|same|ignorepat|switch|lswitch|eswitch)$/i;

function whatItDoes(
  { object: place, entry: { value } }: WrittenOption,
  option: ConfigOption,
  tree: ConfigTree,
): string {
  const { note, driver, name, default: otherwise } = option;
  const [object = ""] = option.objects;
  const newer = option.sameAs === null ? null : (optionNamed(option.file, object, option.sameAs)?.note ?? null);
  const before = otherwise === null ? "" : ` (default ${counted(option, otherwise)})`;
  // 0 is off: if nothing was set, the line turns on what it was meant to lengthen
  const turnsOn = /^rtp_?timeout$/.test(name) && Number.parseInt(value, 10) > 0;
  const now = [...new Set(valuesFor(place, name, tree))];
  const shown = now.map((one) => (option.zeroIsOff && one === "0" ? "off" : counted(option, one)));
  const isOff = now.length > 0 && now.every((one) => one === "0");
  return [
    `Read by ${driver ?? "Asterisk"} as ${isSecret(name) ? "…" : counted(option, value)}${before}.`,
    now.length === 0 ? null : `In force now: ${shown.join(", ")}.`,
    note,
    newer,
    turnsOn && now.length === 0 ? "Where none was set before, this turns the timeout on." : null,
    turnsOn && isOff ? "It does not lengthen a timeout: it turns on one that was off." : null,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

const LOOSE_REMARK =
  "Lines outside any [section] are judged as the options that they would be. As written, they make Asterisk refuse the file.";

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
  // what no section knows is reported for the section that most of the file is about
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

/**
 * Lines of sections without a type, as what they would add to the object of that name: `[trunk](+)`, or what was meant to be
 * one.
 */
function additions(snippet: ConfigTree, typed: readonly WrittenOption[], tree: ConfigTree): WrittenOption[] {
  const read = new Set(typed.map(({ entry }) => entry.line));
  return snippet.files.flatMap(({ name: file, sections }) =>
    sections.flatMap((section) => {
      const { name, entries, complete, line } = section;
      const there = configObjects(tree).flatMap((one) => (one.file === file && one.name === name ? [one.kind] : []));
      const isHere = (kind: string): boolean => there.length === 0 || there.includes(kind);
      return entries.flatMap((entry): WrittenOption[] => {
        if (section.template || read.has(entry.line)) return [];
        const option = optionsCalled(entry.key).find((one) => one.file === file && one.objects.some(isHere));
        const kind = option?.objects.find((one) => one !== "general" && isHere(one)) ?? there[0];
        if (kind === undefined) return [];
        return [{ object: { file, kind, name, entries, complete, at: { file: section.file, line } }, entry, option }];
      });
    }),
  );
}

/** Sections that are not marked as additions, and are none otherwise. */
function withoutType(added: readonly WrittenOption[]): string[] {
  const names = new Set(added.flatMap(({ object }) => (object.complete ? [object.name] : [])));
  return [...names].map(
    (name) =>
      `[${name}] has no type, so Asterisk makes no object from it. Its lines are judged as additions: put them in the existing [${name}], or below [${name}](+).`,
  );
}

/** Where a line goes that is in no section. */
function homeOf({ object }: WrittenOption): string {
  const { file, kind } = object;
  if (
    kind === "general" ||
    kind === "csv" ||
    kind === "options" ||
    kind === "modules" ||
    kind === "declined_message_types"
  )
    return `It belongs in [${kind}] in ${file}.`;
  if (kind === "class") return `It belongs in the section of a class in ${file}.`;
  if (kind === "peer") return `It belongs in the section of a peer in ${file}.`;
  if (kind === "global" || kind === "system") return `It belongs in a section of ${file} with type=${kind}.`;
  return `It belongs in the section of ${file} that has type=${kind}, such as [${kind === "endpoint" ? "your-trunk" : `your-${kind}`}].`;
}

interface Target {
  readonly file: KnownFile;
  /** For a file that FreePBX includes inside a section: that section. */
  readonly startsIn: { readonly startsIn: string } | undefined;
  /** True if neither the name of the file nor any of its options says so. */
  readonly isGuess: boolean;
}

/** Where the snippet goes: the file that its own name stands for, else the one that knows most of its options. */
function targetOf(text: string, { file: path, tree }: AdviceContext): Target {
  const name = basename(path);
  // FreePBX's files mean nothing to a server without it
  const mayBeFreePbx = tree.files.length === 0 || tree.files.some(isFreePbx);
  for (const file of KNOWN_FILES) {
    const part = partsOf(file).find((one) => one.name === name);
    const startsIn = part?.startsIn === undefined || !mayBeFreePbx ? undefined : { startsIn: part.startsIn };
    if (file === name || part !== undefined) return { file, startsIn, isGuess: false };
  }
  const votes = new Map<KnownFile, number>();
  for (const statement of readStatements(text, path).statements) {
    if (statement.kind !== "entry") continue;
    // an option that several objects of a file have counts for that file once
    for (const file of new Set(optionsCalled(statement.key).map((option) => option.file)))
      if (mayStandIn(file, statement)) votes.set(file, (votes.get(file) ?? 0) + 1);
  }
  const [first] = [...votes].sort((a, b) => b[1] - a[1]);
  return { file: first?.[0] ?? "sip.conf", startsIn: undefined, isGuess: first === undefined };
}

/** `type=peer` is chan_sip's; `type=user` may be ARI's too */
function mayStandIn(file: KnownFile, { key, value }: { readonly key: string; readonly value: string }): boolean {
  return key.toLowerCase() !== "type" || /^(?:peer|friend)$/i.test(value) === (file === "sip.conf") || value === "user";
}

const RTP_TIMER_REMARK =
  "None of it helps a channel that ends for a reason other than the RTP timeout. Asterisk's notice `Disconnecting ... for lack of ... RTP activity` proves that timeout. If that line is missing, raising a timeout changes nothing. A hold through ARI neither starts nor shortens it.";
const RTP_TIMERS = /^rtp_?(?:timeout|holdtimeout|keepalive|timeout_hold)$/;

/** A file of FreePBX's, for a server whose configuration has none of them. */
function foreignToFreePbx({ file, tree }: AdviceContext): string[] {
  const name = basename(file);
  const whole = KNOWN_FILES.find((one) => partsOf(one).some((part) => part.name === name));
  return whole === undefined || tree.files.length === 0 || tree.files.some(isFreePbx)
    ? []
    : [
        `FreePBX includes the file ${name}. The configuration given has no FreePBX files, so nothing reads it there: the lines would go into ${whole}.`,
      ];
}

function remarksOn(
  { file, isGuess }: Target,
  written: readonly WrittenOption[],
  { tree, version }: AdviceContext,
): string[] {
  const remarks: string[] = [];
  if (file === "sip.conf" && !isGuess) {
    remarks.push(
      version === null
        ? "All of it is for chan_sip (channels named SIP/...), which Asterisk has up to version 20; PJSIP/... channels do not read it."
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
