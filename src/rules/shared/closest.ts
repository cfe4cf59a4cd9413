// How far a typed word is from a name.

/** One wrong letter in this many is a slip; more is another word. */
const LETTERS_PER_SLIP = 4;

/** Lower-case letters and digits: what remains comparable of a name that was typed from memory. */
export function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** How many typing slips a word may have and still be meant for a name. */
export function slipsAllowedIn(word: string): number {
  return Math.max(1, Math.floor(word.length / LETTERS_PER_SLIP));
}

/**
 * Letters to insert, remove, change or swap with the next to get from one word to the other (Damerau-Levenshtein distance, with no
 * letter touched twice). Swapping two letters is the commonest slip of all.
 */
export function slips(from: string, to: string): number {
  let before: readonly number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 0; i < from.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j += 1) {
      const changed = (row[j] ?? 0) + (from[i] === to[j] ? 0 : 1);
      const isSwapped = i > 0 && j > 0 && from[i] === to[j - 1] && from[i - 1] === to[j];
      const swapped = isSwapped ? (before[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(changed, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The name that a word was most likely meant for. Null if it resembles none. */
export function closestName(word: string, names: readonly string[]): string | null {
  const longest = Math.max(0, ...names.map(({ length }) => length));
  // nobody means a name by a word of twice its length, and a page of letters would take for ever
  const wanted = lettersOf(word).slice(0, 2 * longest);
  const near = names
    .map((name) => ({ name, count: slips(wanted, lettersOf(name)) }))
    .filter(({ count }) => count <= slipsAllowedIn(wanted))
    .sort((a, b) => a.count - b.count);
  return near[0]?.name ?? null;
}
