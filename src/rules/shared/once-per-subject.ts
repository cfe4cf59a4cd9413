// Questions that several rules ask about a call. Rules run one after another on the same call, so the last answer can be kept.

/** The same question, answered once for the call that it was last asked about. */
export function oncePerSubject<S extends object, T>(question: (of: S) => T): (of: S) => T {
  let last: { readonly of: S; readonly answer: T } | null = null;
  return (of) => {
    if (last?.of !== of) last = { of, answer: question(of) };
    return last.answer;
  };
}
