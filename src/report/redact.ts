// Masks the rows of a report. What identifies a person, a place or a password is gone before any writer sees it, so no format
// can leak it. Every string is checked, including those of fields added later. Verdicts, times, codes and places in files stay,
// and so do the ids that join lines. One line may reveal a name or a host that another merely mentions. Hosts are learnt from
// all calls (`learn`) before the first is masked; names from the call that is masked. Where everything is masked that is not known
// (--redact=strict, redact/strict.ts), that comes after.
import { BoundedMap } from "../io/bounded-map.js";
import { hostsIn, isTelling, maskAddresses, maskHost, maskHosts } from "./redact/hosts.js";
import { keyedBy } from "./redact/keyed-masks.js";
import { type MaskKind, Masks, maskLookalikes } from "./redact/masks.js";
import { maskNames, namesIn } from "./redact/names.js";
import { type KnownDigits, numberMasker, quoted } from "./redact/numbers.js";
import { foldersLikeHosts, maskFolders, maskHomes } from "./redact/paths.js";
import { maskSecrets } from "./redact/secrets.js";
import { type Known, StrictMasker, type Vocabulary, type Writer } from "./redact/strict.js";
import { digitsOf, ID_FIELDS, idsOf, joinIdsOf, PATH_FIELDS, PLAIN, spanOf, textsOf } from "./redact/texts.js";
import { isMaskedNote, maskedNote, type Redaction } from "./redaction.js";
import type { CallRow, RunReport } from "./schema.js";

/** What a text is: what one of the logs says, what this tool says, a value, or a path. */
type Written = Writer | "path";
/** Whose log a line is of, and whether it says what was spoken. */
type LogWriter = "asterisk" | "bot" | "caller";
type Masker = (text: string, written: Written) => string;
/** A text of a report, where it stands. */
type FieldMasker = (text: string, field: string, row: Readonly<Record<string, unknown>>) => string;

/** How a report is to be masked. */
export interface RedactorOptions {
  /** What may stay, if all else is to be masked. */
  readonly strict?: Vocabulary | undefined;
  /** Makes the masks, so that other runs make the same. */
  readonly key?: Uint8Array | undefined;
  /** True if what is masked was masked before. Else what looks like a mask is none. */
  readonly isMaskedBefore?: boolean;
  /** At most this many hosts are searched for: a run that follows its logs must not know more and more. */
  readonly maxHosts?: number;
}

/** Masks one report. */
export class Redactor {
  readonly #masks: Masks;
  readonly #strict: StrictMasker | null;
  readonly #redaction: Redaction;
  readonly #isMaskedBefore: boolean;
  /** Hosts that are masked wherever they are mentioned. */
  readonly #hosts: BoundedMap<string, true>;
  #mentioned: RegExp | null = null;
  /** If hosts of a run do not state their names, their logs' paths stand for them. */
  readonly #inputPaths: ReadonlySet<string>;

  /** Where known paths lead, if one of their folders may be named after a host. */
  readonly #folders: RegExp;

  /** The paths of the logs as any text may name them. */
  readonly #paths: RegExp;

  /** `inputPaths`: of the logs. `configPaths`: of the configuration. Their folders may reveal a host. */
  constructor(
    inputPaths: readonly string[],
    configPaths: readonly string[] = [],
    { strict, key, isMaskedBefore = false, maxHosts = Number.MAX_SAFE_INTEGER }: RedactorOptions = {},
  ) {
    const keyed = key === undefined ? null : keyedBy(key);
    this.#masks = new Masks(keyed);
    this.#strict = strict === undefined ? null : new StrictMasker(strict, this.#masks);
    this.#redaction = {
      level: strict === undefined ? "kinds" : "strict",
      key: keyed === null ? null : keyed("the key itself"),
    };
    this.#isMaskedBefore = isMaskedBefore;
    this.#hosts = new BoundedMap(maxHosts);
    this.#inputPaths = new Set(inputPaths);
    const named = inputPaths.filter((path) => path.length > 2).sort((a, b) => b.length - a.length);
    this.#paths = named.length === 0 ? /(?!)/g : new RegExp(named.map(quoted).join("|"), "g");
    const known = [...inputPaths, ...configPaths.map((folder) => `${folder}/`)];
    const telling = known.filter((path) => foldersLikeHosts(path).length > 0);
    this.#folders = anyOf(
      telling
        .map((path) => path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1))
        .sort((a, b) => b.length - a.length),
      "",
    );
    // caller-hangup is one of the report's words, pbx-2 is not
    for (const folder of known.flatMap(foldersLikeHosts)) if (/\d/.test(folder) && isTelling(folder)) this.#add(folder);
  }

  /** Notes the hosts that a call reveals, for all other calls. */
  learn(call: CallRow): void {
    if (this.#isMaskedBefore) for (const text of textsOf(call)) this.#masks.avoid(text);
    if (call.host !== null && !this.#inputPaths.has(call.host) && isTelling(call.host)) this.#add(call.host);
    for (const text of new Set(textsOf(call))) for (const host of hostsIn(text)) this.#add(host);
  }

  /** Notes hosts that an earlier run has learnt. */
  recall(hosts: Iterable<string>): void {
    for (const host of hosts) this.#add(host);
  }

  /** How it masks. */
  get redaction(): Redaction {
    return this.#redaction;
  }

  /** What was learnt, for a later run. */
  get hosts(): string[] {
    return [...this.#hosts].map(([host]) => host);
  }

  /** The call, masked. It has been learnt. */
  call(call: CallRow): CallRow {
    const { caller, sipCallId, host } = call;
    const mask = this.#masker(new Set(textsOf(call)), call);
    const shown = (value: string): string => this.#masks.shown(value);
    return {
      ...masked(call, this.#ofField(mask, writersOf(call))),
      caller:
        caller !== null && /^\p{L}/u.test(caller) ? shown(this.#maskCaller(caller)) : caller && mask(caller, "id"),
      sipCallId: sipCallId && this.#maskSipCallId(sipCallId, mask),
      host: host && (this.#inputPaths.has(host) ? mask(host, "path") : shown(maskHost(host, this.#masks))),
    };
  }

  /** The report on the run, masked, with a note that says so. */
  runReport(runReport: RunReport): RunReport {
    for (const text of textsOf(runReport)) {
      if (this.#isMaskedBefore) this.#masks.avoid(text);
      for (const host of hostsIn(text)) this.#add(host);
    }
    const mask = this.#masker(textsOf(runReport), runReport);
    // the tool's own words: its name, and sums by cause
    const { tool: _tool, summary: _summary, redaction: _redaction, notes, ...told } = runReport;
    const redaction = this.#redaction;
    const ownNotes = notes.filter((note) => !isMaskedNote(note)).map((note) => mask(note, "report"));
    const { generatedOn } = runReport;
    const roles = new Map(
      runReport.inputs.map(({ path, role }) => [path, role === "asterisk" ? role : "bot"] as const),
    );
    return {
      ...runReport,
      ...masked(told, this.#ofField(mask, roles)),
      generatedOn: generatedOn && this.#masks.shown(maskHost(generatedOn, this.#masks)),
      redaction,
      notes: [maskedNote(redaction), ...ownNotes],
    };
  }

  /** A line of this tool that is printed beside the report. */
  text(text: string): string {
    for (const host of hostsIn(text)) this.#add(host);
    return this.#masker([text], null)(text, "report");
  }

  /** A line of a log. */
  line(text: string): string {
    for (const host of hostsIn(text)) this.#add(host);
    return this.#masker([text], null)(text, "bot");
  }

  /** A path. */
  path(path: string): string {
    return this.#masker([path], null)(path, "path");
  }

  /** How many values of a kind were masked. */
  countOf(kind: MaskKind): number {
    return this.#masks.countOf(kind);
  }

  #add(host: string): void {
    const known = host.toLowerCase();
    if (this.#hosts.get(known)) return;
    this.#hosts.set(known, true);
    this.#mentioned = null;
  }

  /** A name from an address book, or an account, in place of a number. */
  #maskCaller(caller: string): string {
    return /^(?:anonymous|unknown|restricted|unavailable)$/i.test(caller) ? caller : this.#masks.of("name", caller);
  }

  #maskSipCallId(sipCallId: string, mask: Masker): string {
    const at = sipCallId.indexOf("@");
    if (at < 0) return mask(sipCallId, "id");
    const host = maskHost(sipCallId.slice(at + 1), this.#masks);
    return `${mask(sipCallId.slice(0, at), "id")}@${this.#masks.shown(host)}`;
  }

  /** @param of Whose texts they are. Null if they are nobody's. */
  #masker(texts: Iterable<string>, of: CallRow | RunReport | null): Masker {
    const call = of !== null && "timeline" in of ? of : null;
    const joinIds = call === null ? NONE : joinIdsOf(call);
    const digits: KnownDigits = call === null ? { numbers: [], ids: [] } : digitsOf(call);
    const known: Known = { ids: call === null ? NONE : idsOf(call), span: of === null ? null : spanOf(of) };
    const maskNumbers = numberMasker(digits, this.#masks);
    const names = anyOf(namesIn(texts));
    this.#mentioned ??= anyOf(this.hosts.sort((a, b) => b.length - a.length));
    const mentioned = this.#mentioned;
    const maskKinds = (text: string, isPath: boolean): string => {
      const real = this.#isMaskedBefore ? text : maskLookalikes(text, this.#masks);
      const placed = real.replace(this.#folders, (path) => maskFolders(path, this.#masks));
      const told = maskHosts(maskNames(maskSecrets(placed, this.#masks), this.#masks), this.#masks, joinIds);
      const places = maskAddresses(maskHomes(told, this.#masks), this.#masks);
      return maskNumbers(
        places
          .replace(mentioned, (host) => maskHost(host, this.#masks))
          .replace(names, (name) => this.#masks.of("name", name)),
        isPath ? "path" : "text",
      );
    };
    const maskAll = (text: string, written: Written): string => {
      const strict = this.#strict;
      if (strict === null) return maskKinds(text, written === "path");
      if (written === "path") return strict.maskPath(text);
      const placed = text.replace(this.#paths, (path) => strict.maskPath(path));
      return strict.mask(maskKinds(placed, false), written, known);
    };
    // many findings quote the same line
    const done = new Map<string, string>();
    return (text, written) => {
      const key = `${written} ${text}`;
      const before = done.get(key);
      if (before !== undefined) return before;
      const shown = this.#masks.shown(maskAll(text, written));
      done.set(key, shown);
      return shown;
    };
  }

  /** @param writers Whose log a place is of: `file:line`, or all of a file. */
  #ofField(mask: Masker, writers: ReadonlyMap<string, LogWriter>): FieldMasker {
    return (text, field, row) => {
      if (field === "format") return this.#strict === null ? text : mask(text, "id");
      if (PLAIN.has(field)) return text;
      if (PATH_FIELDS.has(field)) return mask(text, "path");
      // as typed: options, and paths of files
      if (field === "command")
        return mask(text, this.#strict === null || /^[^-].*[\\/]/.test(text) ? "path" : "report");
      if (ID_FIELDS.has(field)) return mask(text, "id");
      if (field !== "text") return mask(text, "report");
      const { source, line } = row;
      return mask(text, writers.get(`${String(source)}:${String(line)}`) ?? writers.get(String(source)) ?? "bot");
    };
  }
}

const NONE: ReadonlySet<string> = new Set();

/** Whose lines a call quotes: by place, and by file where all of its lines are one's. */
function writersOf({ timeline, firstLines }: CallRow): ReadonlyMap<string, LogWriter> {
  const writers = new Map<string, LogWriter>();
  for (const { source, line, side, event } of [...firstLines.map((row) => ({ ...row, event: "" })), ...timeline]) {
    const writer = side === "bot" ? "bot" : "asterisk";
    const spoken = event === "bot-speech" ? "caller" : writer;
    writers.set(`${source}:${line}`, spoken);
    writers.set(source, writers.get(source) === "bot" ? "bot" : writer);
  }
  return writers;
}

/** Finds each of some words where it is not part of another. Finds nothing if there are none. */
function anyOf(words: readonly string[], end = "(?![\\p{L}\\d]|#\\d)"): RegExp {
  if (words.length === 0) return /(?!)/g;
  return new RegExp(`(?<![\\p{L}\\d])(?:${words.map(quoted).join("|")})${end}`, "giu");
}

/** The same shape with its texts masked. */
function masked<T>(value: T, mask: FieldMasker, field = "", row: Readonly<Record<string, unknown>> = {}): T {
  if (typeof value === "string") return mask(value, field, row) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, mask, field, row)) as T;
  if (typeof value !== "object" || value === null) return value;
  const own = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(own).map(([name, item]) => [name, masked(item, mask, name, own)])) as T;
}
