// For a code or name that no rule has, suggests the rules that may have been meant.

import { type AnyRule, allRules } from "./explain.js";
import { lettersOf, slips, slipsAllowedIn } from "./shared/closest.js";

const MOST = 3;
/** A shorter word is part of too many names. */
const SHORTEST_PART = 3;

/** Rules whose code or name is close to the word or contains it; closest first, three at most. */
export function similarRules(codeOrName: string): AnyRule[] {
  const longest = Math.max(...allRules().map(({ name }) => name.length));
  const wanted = lettersOf(codeOrName).slice(0, 2 * longest);
  const slipsAllowed = slipsAllowedIn(wanted);
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
