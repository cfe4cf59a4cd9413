// Rules in words: the text of `ari-doctor explain`, of `ari-doctor rules` and of the generated src/rules/README.md.
import { causeRules, findingRules, runRules } from "./index.js";
import type { CauseRule, FindingRule, RunRule } from "./rule.js";

type AnyRule = CauseRule | FindingRule | RunRule;

/** All rules, by code. */
export function allRules(): readonly AnyRule[] {
  return [...causeRules, ...findingRules, ...runRules].sort((a, b) => a.code.localeCompare(b.code));
}

/** The rule of a code or a name, whatever its case; undefined where there is none. */
export function findRule(codeOrName: string): AnyRule | undefined {
  const wanted = codeOrName.toLowerCase();
  return allRules().find(({ code, name }) => code.toLowerCase() === wanted || name === wanted);
}

const KINDS: Record<AnyRule["kind"], string> = {
  cause: "cause of a call",
  finding: "fault in a call",
  run: "fault of the run",
};

/** One line a rule. */
export function listRules(): string {
  const rows = allRules().map((rule) => [rule.code, rule.severity, rule.name, rule.docs.meaning] as const);
  const width = (column: 0 | 1 | 2): number => Math.max(...rows.map((row) => row[column].length));
  const [code, severity, name] = [width(0), width(1), width(2)];
  return `${rows.map((row) => `${row[0].padEnd(code)}  ${row[1].padEnd(severity)}  ${row[2].padEnd(name)}  ${row[3]}`).join("\n")}\n`;
}

/** What a rule means, what proves it, what excludes it and what it rests on. */
export function explainRule(rule: AnyRule): string {
  const { code, name, severity, since, docs } = rule;
  const parts = [
    `${code} ${name}: ${KINDS[rule.kind]}, ${severity}, since ${since}`,
    `Meaning\n  ${docs.meaning}`,
    `Impact\n  ${docs.impact}`,
    ...(docs.evidence ? [`Evidence needed\n  ${docs.evidence}`] : []),
    ...(docs.excludedBy ? [`Ruled out by\n  ${docs.excludedBy}`] : []),
    ...(rule.kind === "cause" && rule.explains.length > 0 ? [`Explains\n  ${rule.explains.join(", ")}`] : []),
    ...(docs.fix ? [`Fix\n  ${docs.fix}`] : []),
    `Source\n  ${docs.references.join("\n  ")}`,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The catalogue as Markdown: src/rules/README.md, which a test holds to this text. */
export function catalogue(): string {
  const sections = allRules().map((rule) => {
    const lines = [
      `## ${rule.code} ${rule.name}`,
      `${KINDS[rule.kind]} · ${rule.severity} · since ${rule.since}`,
      `**Meaning.** ${rule.docs.meaning}`,
      `**Impact.** ${rule.docs.impact}`,
      ...(rule.docs.evidence ? [`**Evidence needed.** ${rule.docs.evidence}`] : []),
      ...(rule.docs.excludedBy ? [`**Ruled out by.** ${rule.docs.excludedBy}`] : []),
      ...(rule.kind === "cause" && rule.explains.length > 0
        ? [`**Explains.** ${rule.explains.map((slug) => `\`${slug}\``).join(", ")}`]
        : []),
      ...(rule.docs.fix ? [`**Fix.** ${rule.docs.fix}`] : []),
      `**Source.** ${rule.docs.references.map((reference) => `\`${reference}\``).join(", ")}`,
    ];
    return lines.join("\n\n");
  });
  return `# The rules\n\nGenerated from the rules by \`npm run docs\`; \`ari-doctor explain CODE\` prints the same.\n\n${sections.join("\n\n")}\n`;
}
