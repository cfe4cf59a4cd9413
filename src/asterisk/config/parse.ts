// Parses configuration files into their sections, in order, with templates and additions applied, and says what is wrong.
// Beware: sections with one name stay separate. pjsip.conf gives an endpoint, its aor and its identify the same name, and only
// `[name](+)` adds to an earlier section, to the first one of that name. An included file continues whatever section is open,
// and one that opens a section leaves it open for the next include. Source: main/config.c, process_text_line, ast_category_get,
// ast_category_inherit.
import type { ConfigProblem } from "./problem.js";
import { readStatements, type Statement } from "./statements.js";

/** One option as it counts in its section. */
export interface ConfigEntry {
  /** As written. Asterisk compares option names without case. */
  readonly key: string;
  readonly value: string;
  readonly file: string;
  readonly line: number;
  /** The template (or section) that it was copied from. Null if the section states it itself. */
  readonly inheritedFrom: string | null;
}

export interface ConfigSection {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** `[name](!)`: lends its options to others and is nothing itself. */
  readonly template: boolean;
  /** Templates and sections from which it copied options. */
  readonly inherits: readonly string[];
  /** Inherited entries first, then its own, then those of `(+)`: the order in which Asterisk applies them. */
  readonly entries: readonly ConfigEntry[];
  /** False if it builds on something that is not in the files read, so that options may be missing here. */
  readonly complete: boolean;
}

/** A file to read. `startsIn` names the section of its first lines if the file that includes it is not here. */
export interface ConfigSource {
  readonly file: string;
  readonly text: string;
  readonly startsIn?: string;
}

/** An `#include` met while parsing. */
export interface IncludeRequest {
  readonly name: string;
  readonly optional: boolean;
  /** Where it stands. */
  readonly file: string;
  readonly line: number;
}

/** What an include brings in. Every file that it could not bring in is a problem. */
export interface Included {
  readonly sources: readonly ConfigSource[];
  readonly problems: readonly ConfigProblem[];
}

export interface ParseOptions {
  /**
   * Finds the files of an include. If left out, includes are noted and not followed: the parser itself does not touch the disk.
   */
  readonly include?: (request: IncludeRequest) => Included;
  /** True if the sources are parts of a file that is not here. Missing templates are then no fault of theirs. */
  readonly partial?: boolean;
}

export interface ParsedConfig {
  readonly sections: readonly ConfigSection[];
  readonly problems: readonly ConfigProblem[];
  /** Every file that was read, in order, including includes. */
  readonly files: readonly string[];
  /** The text of each, for citing lines. */
  readonly texts: ReadonlyMap<string, string>;
}

/** MAX_INCLUDE_LEVEL: the file that Asterisk opened is level 1. */
const MAX_INCLUDE_LEVEL = 10;
/** Asterisk has no such limit. Ten levels of ten includes each would otherwise never end. */
const MAX_FILES = 1000;
/** Nor has it this one: templates that inherit each other twice double in size with every line. */
const MAX_INHERITED_ENTRIES = 10_000;

/** Parses sources one after another, as if one file included them all. Never throws because of their content. */
export function parseConfig(sources: readonly ConfigSource[], options: ParseOptions = {}): ParsedConfig {
  const assembly = new Assembly(options);
  for (const source of sources) {
    // an include in an earlier part may already have brought in this part
    if (!assembly.files.includes(source.file)) assembly.read(source, []);
  }
  return {
    sections: assembly.sections,
    problems: assembly.problems,
    files: assembly.files,
    texts: assembly.texts,
  };
}

type OpenSection = { -readonly [Field in keyof ConfigSection]: ConfigSection[Field] } & {
  inherits: string[];
  entries: ConfigEntry[];
};

class Assembly {
  readonly sections: OpenSection[] = [];
  readonly problems: ConfigProblem[] = [];
  readonly files: string[] = [];
  readonly texts = new Map<string, string>();
  readonly #include: (request: IncludeRequest) => Included;
  readonly #effectOfMissing: "refused" | "noted";
  /** cfg->current: where the next included file starts. */
  #current: OpenSection | null = null;

  constructor(options: ParseOptions) {
    this.#include = options.include ?? leaveOut;
    this.#effectOfMissing = options.partial ? "noted" : "refused";
  }

  read(source: ConfigSource, includedBy: readonly string[]): void {
    const { file } = source;
    this.files.push(file);
    this.texts.set(file, source.text);
    const { statements, problems } = readStatements(source.text, file);
    for (const problem of problems) this.problems.push(problem);

    let open = this.#current;
    for (const statement of statements) {
      switch (statement.kind) {
        case "section":
          if (statement.name === source.startsIn && statement.modifiers.length === 0) {
            this.#report(file, statement.line, headerOfItsOwn(statement.name), "noted");
          }
          open = this.#open(statement, file);
          break;
        case "entry":
          if (open === null && source.startsIn !== undefined) {
            open = this.#append(emptySection(source.startsIn, file, statement.line));
          }
          if (open === null) {
            this.#report(file, statement.line, `${statement.key} stands before any section.`, "refused");
          } else {
            addEntry(open, statement, file);
          }
          break;
        case "include":
          // what was not followed continues in the open section, and may set anything there
          if (!this.#follow({ ...statement, file }, [...includedBy, file]) && open !== null) open.complete = false;
          break;
        case "exec":
          this.#report(file, statement.line, `#exec is never run here: ${statement.command}`, "noted");
          if (open !== null) open.complete = false;
          break;
        default:
          statement satisfies never;
      }
    }
  }

  #open(header: Extract<Statement, { kind: "section" }>, file: string): OpenSection {
    let section = emptySection(header.name, file, header.line);
    let isNew = true;
    for (const modifier of header.modifiers) {
      if (modifier === "!") {
        section.template = true;
      } else if (modifier.startsWith("+")) {
        const earlier = this.sections.find(
          (other) => sameName(other, header.name) && matches(other, modifier.slice(1)),
        );
        if (earlier === undefined) {
          this.#missing(section, header.line, file, `[${header.name}](+) adds to a section that does not exist`);
          continue;
        }
        for (const entry of section.entries) earlier.entries.push(entry);
        earlier.template ||= section.template;
        section = earlier;
        isNew = false;
        this.#current = earlier;
      } else {
        this.#inherit(section, modifier, header.line, file);
      }
    }
    return isNew ? this.#append(section) : section;
  }

  #inherit(section: OpenSection, template: string, line: number, file: string): void {
    const base = this.sections.find((other) => sameName(other, template));
    if (base === undefined) {
      this.#missing(section, line, file, `[${section.name}] inherits from [${template}], which does not exist`);
      return;
    }
    if (section.entries.length + base.entries.length > MAX_INHERITED_ENTRIES) {
      section.complete = false;
      this.#report(file, line, `[${section.name}] inherits too many options; [${template}] is left out.`, "noted");
      return;
    }
    section.inherits.push(base.name);
    section.complete &&= base.complete;
    section.entries = section.entries.concat(base.entries.map((entry) => ({ ...entry, inheritedFrom: base.name })));
  }

  #missing(section: OpenSection, line: number, file: string, what: string): void {
    section.complete = false;
    const where = this.#effectOfMissing === "refused" ? "before this line" : "in the files read";
    this.#report(file, line, `${what} ${where}.`, this.#effectOfMissing);
  }

  #append(section: OpenSection): OpenSection {
    this.sections.push(section);
    this.#current = section;
    return section;
  }

  /** False if a file that may exist was not followed. */
  #follow(request: IncludeRequest, chain: readonly string[]): boolean {
    const { file, line, name } = request;
    const included = this.#include(request);
    for (const problem of included.problems) this.problems.push(problem);
    for (const source of included.sources) {
      if (chain.includes(source.file)) {
        this.#report(file, line, `#include "${name}" includes ${source.file} into itself; not followed.`, "ignored");
      } else if (chain.length >= MAX_INCLUDE_LEVEL) {
        this.#report(
          file,
          line,
          `#include "${name}" is deeper than ${MAX_INCLUDE_LEVEL} files; not followed.`,
          "refused",
        );
      } else if (this.files.length >= MAX_FILES) {
        this.#report(file, line, `#include "${name}" is not followed: ${MAX_FILES} files were read already.`, "noted");
      } else {
        this.read(source, chain);
      }
    }
    return !included.problems.some(({ effect }) => effect === "noted");
  }

  #report(file: string, line: number, message: string, effect: ConfigProblem["effect"]): void {
    this.problems.push({ file, line, message, effect });
  }
}

/** ast_variable_browse() goes to the first section of a name, which the including file has already opened. */
function headerOfItsOwn(name: string): string {
  return `FreePBX includes this file inside [${name}], where this header opens a second [${name}], which Asterisk does not read: leave it out.`;
}

function leaveOut({ file, line, name }: IncludeRequest): Included {
  return { sources: [], problems: [{ file, line, message: `#include "${name}" is not followed.`, effect: "noted" }] };
}

function emptySection(name: string, file: string, line: number): OpenSection {
  return { name, file, line, template: false, inherits: [], entries: [], complete: true };
}

function addEntry(section: OpenSection, statement: Extract<Statement, { kind: "entry" }>, file: string): void {
  const { key, value, line, joins } = statement;
  const entry: ConfigEntry = { key, value, file, line, inheritedFrom: null };
  // `+=` extends the last value of exactly that name, in place; without one it is a plain entry
  const at = joins ? section.entries.findLastIndex((earlier) => earlier.key === key) : -1;
  const earlier = section.entries[at];
  if (earlier === undefined) section.entries.push(entry);
  else section.entries[at] = { ...entry, value: earlier.value + value };
}

function sameName(section: ConfigSection, name: string): boolean {
  return section.name.toLowerCase() === name.toLowerCase();
}

/** `(+type=endpoint)` adds to the first section of that name with such an option, `(+)` to the first non-template. */
function matches(section: ConfigSection, filter: string): boolean {
  const conditions = filter === "" ? [] : filter.split("&").map((condition) => condition.split("="));
  const templateAllowed = conditions.some(([name]) => name?.trim() === "TEMPLATES");
  if (section.template && !templateAllowed) return false;
  return conditions.every(([name = "", value]) => {
    if (value === undefined) return false;
    if (name.trim() === "TEMPLATES") return value.trim() === "include" || section.template;
    return section.entries.some((entry) => found(name.trim(), entry.key) && found(value.trim(), entry.value));
  });
}

/** Limits on repeats in a filter, and on the characters that it is compared with. Beyond them an expression may take for ever. */
const MAX_REPEATS = 2;
const MAX_FILTERED = 300;

/**
 * Asterisk takes both sides of a filter as regular expressions that may match anywhere. A broken one matches nothing. Nor does
 * one with groups or many repeats, which nobody needs here, and with which a submitted configuration could stall the run.
 */
function found(pattern: string, text: string): boolean {
  const repeats = pattern.match(/[*+?{]/g)?.length ?? 0;
  if (pattern.includes("(") || repeats > MAX_REPEATS) return false;
  try {
    return new RegExp(pattern).test(text.slice(0, MAX_FILTERED));
  } catch {
    return false;
  }
}
