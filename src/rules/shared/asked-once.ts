// Questions that several rules ask of a call. The rules are asked one after the other, so the answer to the last is at hand.

/** The same question, answered once for the call that it was last asked of. */
export function askedOnce<S extends object, T>(question: (of: S) => T): (of: S) => T {
  let last: { readonly of: S; readonly answer: T } | null = null;
  return (of) => {
    if (last?.of !== of) last = { of, answer: question(of) };
    return last.answer;
  };
}
