// Is a user's regular expression safe to run over any line? A conservative rule, not a proof: what it refuses may be harmless,
// and what it accepts takes quadratic time at most. No group is repeated without limit, there are no back-references, and only
// one open repeat may run into what follows it.

/** Groups that repeat up to this often are treated as if unrolled. */
const MAX_GROUP_REPEATS = 4;
/** Characters by which two classes are compared. */
const ALPHABET = Array.from({ length: 0x500 }, (_, code) => String.fromCharCode(code));

// {3} | {2,} | {2,5} | * | + | ?, each lazy or not
const QUANTIFIER = /(?:\{(?<least>\d+)(?<open>,(?<most>\d*))?\}|[*+?])\??/y;
// (?: | (?<name> | (
const GROUP = /\((?:\?(?::|<(?<name>[A-Za-z_]\w*)>))?/y;
// [^\]\s] | \d | \. | \u00e9 | \p{L} | . | a
const ATOM = /\[\^?\]?(?:\\.|[^\]\\])*\]|\\p\{\w+\}|\\u[\da-f]{4}|\\x[\da-f]{2}|\\.|[^\\()[\]{}*+?|]/isuy;

interface Atom {
  readonly source: string;
  readonly isOpen: boolean;
  readonly mayBeEmpty: boolean;
}

/** Why an expression is refused. Null if it is accepted. */
export function whyNotLinear(source: string): string | null {
  const atoms: (Atom | "|")[] = [];
  for (let at = source.startsWith("^") ? 1 : 0; at < source.length; ) {
    const rest = source.slice(at);
    if (/^\(\?[=!]|^\(\?<[=!]/.test(rest)) return `looks ahead or behind at "${rest.slice(0, 12)}": say it without`;
    if (/^\\(?:[1-9]|k<)/.test(rest)) return `refers back at "${rest.slice(0, 12)}": say it without`;
    const group = matchAt(GROUP, source, at);
    if (group) {
      at += group[0].length;
      continue;
    }
    if (rest.startsWith(")")) {
      const quantifier = matchAt(QUANTIFIER, source, at + 1);
      const most = quantifier ? mostOf(quantifier) : 1;
      if (most > MAX_GROUP_REPEATS)
        return `repeats a group more than ${MAX_GROUP_REPEATS} times at "${rest.slice(0, 12)}"`;
      if (quantifier) atoms.push("|"); // what is before it may be followed by what is after it, or by itself
      at += 1 + (quantifier?.[0].length ?? 0);
      continue;
    }
    if (rest.startsWith("|")) {
      atoms.push("|");
      at += 1;
      continue;
    }
    const atom = matchAt(ATOM, source, at);
    if (!atom) return `cannot be read at "${rest.slice(0, 12)}"`;
    at += atom[0].length;
    const quantifier = matchAt(QUANTIFIER, source, at);
    at += quantifier?.[0].length ?? 0;
    if (/^(?:\$|\\b|\\B)$/.test(atom[0])) continue;
    atoms.push({
      source: atom[0],
      isOpen: quantifier !== null && mostOf(quantifier) > 20,
      mayBeEmpty: quantifier !== null && /^(?:[*?]|\{0)/.test(quantifier[0]),
    });
  }
  const meeting = atoms.filter((atom, i) => atom !== "|" && atom.isOpen && meetsNext(atom, atoms, i));
  return meeting.length <= 1
    ? null
    : `${meeting.length} repeats without end may run into what follows them (${meeting.map((atom) => (atom as Atom).source).join(" and ")}): put what stands between them, such as [^,]* before a comma`;
}

function mostOf({ 0: text, groups }: RegExpExecArray): number {
  if (/^[*+]/.test(text)) return Number.POSITIVE_INFINITY;
  if (text.startsWith("?")) return 1;
  if (groups?.open === undefined) return Number(groups?.least);
  return groups.most ? Number(groups.most) : Number.POSITIVE_INFINITY;
}

/** Could the characters of an open repeat also belong to the next part? At the end there is none. */
function meetsNext(atom: Atom, atoms: readonly (Atom | "|")[], i: number): boolean {
  const own = classOf(atom.source);
  for (const next of atoms.slice(i + 1)) {
    if (next === "|") return true;
    const other = classOf(next.source);
    if (ALPHABET.some((char) => own.test(char) && other.test(char))) return true;
    if (!next.mayBeEmpty) return false;
  }
  return false;
}

function classOf(source: string): RegExp {
  return new RegExp(`^(?:${source})$`, "iu");
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
