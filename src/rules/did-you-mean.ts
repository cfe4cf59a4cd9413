// A code or name that no rule has -> the rules that may have been meant.
import { type AnyRule, allRules, lettersOf } from "./explain.js";

const MOST = 3;
/** One wrong letter in so many is a slip; more is another word. */
const LETTERS_PER_SLIP = 4;
/** A word shorter than this is part of too many names. */
const SHORTEST_PART = 3;

/** Rules whose code or name is close to the word, or has it as a part; the closest first, three at most. */
export function similarRules(codeOrName: string): AnyRule[] {
  const longest = Math.max(...allRules().map(({ name }) => name.length));
  const wanted = lettersOf(codeOrName).slice(0, 2 * longest);
  const slipsAllowed = Math.max(1, Math.floor(wanted.length / LETTERS_PER_SLIP));
  return allRules()
    .map((rule) => ({
      rule,
      slips: Math.min(slips(wanted, lettersOf(rule.code)), slips(wanted, lettersOf(rule.name))),
    }))
    .filter(({ rule, slips }) => slips <= slipsAllowed || isPart(wanted, lettersOf(rule.name)))
    .sort((a, b) => a.slips - b.slips)
    .slice(0, MOST)
    .map(({ rule }) => rule);
}

function isPart(wanted: string, name: string): boolean {
  return wanted.length >= SHORTEST_PART && (name.includes(wanted) || wanted.includes(name));
}

/** Letters to put in, take out or change to get from one word to the other (Levenshtein's distance). */
function slips(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
