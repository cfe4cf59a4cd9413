// Masks the rows of a report. What identifies a person, a place or a password is gone before any writer sees it, so no format
// can leak it. Every string is checked, including those of fields added later. Verdicts, times, codes and places in files stay,
// and so do the ids that join lines. One line may reveal a name or a host that another merely mentions. Hosts are learnt from
// all calls (`learn`) before the first is masked; names from the call that is masked.
import { hostsIn, isTelling, maskAddresses, maskHost, maskHosts } from "./redact/hosts.js";
import { MASKED_NOTE, type MaskKind, Masks } from "./redact/masks.js";
import { maskNames, namesIn } from "./redact/names.js";
import { type KnownDigits, numberMasker, quoted } from "./redact/numbers.js";
import { foldersLikeHosts, maskFolders, maskHomes } from "./redact/paths.js";
import { maskSecrets } from "./redact/secrets.js";
import { digitsOf, joinIdsOf, PLAIN, textsOf } from "./redact/texts.js";
import type { CallRow, RunReport } from "./schema.js";

/** Fields that hold paths of files. */
const PATHS: ReadonlySet<string> = new Set(["path", "source", "file", "command"]);

type Masker = (text: string, kind: "text" | "path") => string;

/** Masks one report. */
export class Redactor {
  readonly #masks = new Masks();
  /** Hosts that are masked wherever they are mentioned. */
  readonly #hosts = new Set<string>();
  #mentioned: RegExp | null = null;
  /** If hosts of a run do not state their names, their logs' paths stand for them. */
  readonly #inputPaths: ReadonlySet<string>;

  /** Where known paths lead, if one of their folders may be named after a host. */
  readonly #folders: RegExp;

  /** `inputPaths`: of the logs. `configPaths`: of the configuration. Their folders may reveal a host. */
  constructor(inputPaths: readonly string[], configPaths: readonly string[] = []) {
    this.#inputPaths = new Set(inputPaths);
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
    if (call.host !== null && !this.#inputPaths.has(call.host) && isTelling(call.host)) this.#add(call.host);
    for (const text of new Set(textsOf(call))) for (const host of hostsIn(text)) this.#add(host);
  }

  /** The call, masked. It has been learnt. */
  call(call: CallRow): CallRow {
    const { caller, sipCallId, host } = call;
    const mask = this.#masker(new Set(textsOf(call)), joinIdsOf(call), digitsOf(call));
    return {
      ...masked(call, mask),
      caller: caller !== null && /^\p{L}/u.test(caller) ? this.#maskCaller(caller) : caller && mask(caller, "text"),
      sipCallId: sipCallId && this.#maskSipCallId(sipCallId, mask),
      host: host === null || this.#inputPaths.has(host) ? host && mask(host, "path") : maskHost(host, this.#masks),
    };
  }

  /** The report on the run, masked, with a note that says so. */
  runReport(runReport: RunReport): RunReport {
    for (const text of textsOf(runReport)) for (const host of hostsIn(text)) this.#add(host);
    const mask = this.#masker([...textsOf(runReport)], new Set(), { numbers: [], ids: [] });
    // the tool's own words: its name, and sums by cause
    const { tool: _tool, summary: _summary, notes, ...told } = runReport;
    const ownNotes = notes.filter((note) => note !== MASKED_NOTE).map((note) => mask(note, "text"));
    const { generatedOn } = runReport;
    return {
      ...runReport,
      ...masked(told, mask),
      generatedOn: generatedOn && maskHost(generatedOn, this.#masks),
      notes: [...ownNotes, MASKED_NOTE],
    };
  }

  /** A line that is printed beside the report. */
  text(text: string): string {
    for (const host of hostsIn(text)) this.#add(host);
    return this.#masker([text], new Set(), { numbers: [], ids: [] })(text, "text");
  }

  /** How many values of a kind were masked. */
  countOf(kind: MaskKind): number {
    return this.#masks.countOf(kind);
  }

  #add(host: string): void {
    const before = this.#hosts.size;
    this.#hosts.add(host.toLowerCase());
    if (this.#hosts.size > before) this.#mentioned = null;
  }

  /** A name from an address book, or an account, in place of a number. */
  #maskCaller(caller: string): string {
    return /^(?:anonymous|unknown|restricted|unavailable)$/i.test(caller) ? caller : this.#masks.of("name", caller);
  }

  #maskSipCallId(sipCallId: string, mask: Masker): string {
    const at = sipCallId.indexOf("@");
    if (at < 0) return mask(sipCallId, "text");
    return `${mask(sipCallId.slice(0, at), "text")}@${maskHost(sipCallId.slice(at + 1), this.#masks)}`;
  }

  #masker(texts: Iterable<string>, joinIds: ReadonlySet<string>, known: KnownDigits): Masker {
    const maskNumbers = numberMasker(known, this.#masks);
    const names = anyOf(namesIn(texts));
    this.#mentioned ??= anyOf([...this.#hosts].sort((a, b) => b.length - a.length));
    const mentioned = this.#mentioned;
    const maskAll: Masker = (text, kind) => {
      const placed = text.replace(this.#folders, (path) => maskFolders(path, this.#masks));
      const told = maskHosts(maskNames(maskSecrets(placed, this.#masks), this.#masks), this.#masks, joinIds);
      const places = maskAddresses(maskHomes(told, this.#masks), this.#masks);
      return maskNumbers(
        places
          .replace(mentioned, (host) => maskHost(host, this.#masks))
          .replace(names, (name) => this.#masks.of("name", name)),
        kind,
      );
    };
    // many findings quote the same line
    const done = { text: new Map<string, string>(), path: new Map<string, string>() };
    return (text, kind) => {
      const known = done[kind].get(text);
      if (known !== undefined) return known;
      const shown = maskAll(text, kind);
      done[kind].set(text, shown);
      return shown;
    };
  }
}

/** Finds each of some words where it is not part of another. Finds nothing if there are none. */
function anyOf(words: readonly string[], end = "(?![\\p{L}\\d]|#\\d)"): RegExp {
  if (words.length === 0) return /(?!)/g;
  return new RegExp(`(?<![\\p{L}\\d])(?:${words.map(quoted).join("|")})${end}`, "giu");
}

/** The same shape with its texts masked. */
function masked<T>(value: T, mask: Masker, key = ""): T {
  if (typeof value === "string") return (PLAIN.has(key) ? value : mask(value, PATHS.has(key) ? "path" : "text")) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, mask, key)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, masked(item, mask, name)])) as T;
}
