// Rules in words: the text of `ari-doctor explain`, of `ari-doctor rules` and of the generated docs/causes.md.

import { lostWithoutCause } from "./causes/ari101-channel-lost.js";
import { causeRules, configRules, findingRules, runRules } from "./index.js";
import type { CauseRule, ConfigRule, FindingRule, OpenRule, RunRule } from "./rule.js";
import { lettersOf } from "./shared/closest.js";

/** Everything that a report may cite by code. */
export type AnyRule = CauseRule | ConfigRule | FindingRule | OpenRule | RunRule;

/** All rules, by code. */
export function allRules(): readonly AnyRule[] {
  return [...causeRules, ...findingRules, lostWithoutCause, ...runRules, ...configRules].sort((a, b) =>
    a.code < b.code ? -1 : 1,
  );
}

/** The rule with a code or a name, however it is spelt (`sip103`, `no_ack`). Undefined if there is none. */
export function findRule(codeOrName: string): AnyRule | undefined {
  const wanted = lettersOf(codeOrName);
  return allRules().find(({ code, name }) => lettersOf(code) === wanted || lettersOf(name) === wanted);
}

const KINDS: Record<AnyRule["kind"], { readonly one: string; readonly all: string }> = {
  cause: { one: "cause of a call", all: "Causes: why a call was lost or went wrong" },
  open: { one: "a loss without a cause", all: "Where a call was lost and no cause is known" },
  finding: { one: "fault in a call", all: "Faults in a call, which need not have ended it" },
  run: { one: "fault of the run", all: "Faults of the run as a whole" },
  config: { one: "config fault", all: "Faults of the configuration" },
};
const KIND_ORDER: readonly AnyRule["kind"][] = ["cause", "open", "finding", "run", "config"];

/** Every rule with its meaning, causes first. */
export function listRules(): string {
  const groups = KIND_ORDER.map((kind) => {
    const rules = allRules().filter((rule) => rule.kind === kind);
    const entries = rules.map(
      ({ code, name, severity, docs }) => `  ${code}  ${name} (${severity})\n${folded(docs.meaning, " ".repeat(10))}`,
    );
    return [KINDS[kind].all, ...entries].join("\n");
  });
  return `${groups.join("\n\n")}\n\n"ari-doctor explain CODE" says what proves a rule, what rules it out and what to do.\n`;
}

/** A part of what is said about a rule: one text, or a list of names. */
interface Section {
  readonly heading: string;
  readonly text?: string;
  readonly names?: readonly string[];
}

/** In the order in which somebody in trouble asks. */
function sectionsOf(rule: AnyRule): Section[] {
  const { meaning, impact, evidence, excludedBy, fix, references } = rule.docs;
  return [
    { heading: "Meaning", text: meaning },
    { heading: "Impact", text: impact },
    { heading: "Evidence needed", text: evidence },
    ...(excludedBy === undefined ? [] : [{ heading: "Ruled out by", text: excludedBy }]),
    { heading: "Fix", text: fix },
    ...(rule.kind === "cause" && rule.explains.length > 0
      ? [{ heading: "Explains and therefore silences", names: rule.explains }]
      : []),
    { heading: "Source", names: references },
  ];
}

/** What a rule means, what proves it, what excludes it, what to do, and what it is based on. */
export function explainRule(rule: AnyRule): string {
  const { code, name, severity, since } = rule;
  const sections = sectionsOf(rule).map(({ heading, text, names }) =>
    [heading, ...(names ?? [text ?? ""]).map((part) => folded(part, "  "))].join("\n"),
  );
  return `${[`${code} ${name}: ${KINDS[rule.kind].one}, ${severity}, since ${since}`, ...sections].join("\n\n")}\n`;
}

/** The catalogue as Markdown: docs/causes.md, which a test holds to this text. */
export function catalogue(): string {
  const tables = KIND_ORDER.map((kind) => {
    const rows = allRules()
      .filter((rule) => rule.kind === kind)
      .map(
        ({ code, name, docs }) =>
          `| [${code}](#${anchorOf(code, name)}) | \`${name}\` | ${docs.meaning.replaceAll("|", "\\|")} |`,
      );
    return [`## ${KINDS[kind].all}`, ["| Code | Name | Meaning |", "|---|---|---|", ...rows].join("\n")].join("\n\n");
  });
  const entries = allRules().map((rule) =>
    [
      `### ${rule.code} ${rule.name}`,
      `${KINDS[rule.kind].one} · ${rule.severity} · since ${rule.since}`,
      ...sectionsOf(rule).map(
        ({ heading, text, names }) => `**${heading}.** ${text ?? names?.map((name) => `\`${name}\``).join(", ")}`,
      ),
    ].join("\n\n"),
  );
  const head =
    "# Causes, faults and findings\n\nGenerated from the rules by `npm run docs`. `ari-doctor explain CODE` prints the same.";
  return `${[head, ...tables, "## One by one", ...entries].join("\n\n")}\n`;
}

/** The name that Markdown's viewers give a heading. */
const anchorOf = (code: string, name: string): string => `${code}-${name}`.toLowerCase();

/** The usual width of a terminal. Longer lines are hard to read. */
const COLUMNS = 80;

/** Breaks our own text at its spaces. The report's wrap() handles text of any script, but is a stage to the right. */
function folded(text: string, indent: string): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    const longer = `${line} ${word}`;
    if (line !== undefined && indent.length + longer.length <= COLUMNS) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines.map((line) => indent + line).join("\n");
}
