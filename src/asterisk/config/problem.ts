/** What Asterisk makes of a faulty line, or what this reader did not do. */
export type ProblemEffect =
  /** Asterisk stops reading this file here. A file that it opened itself (sip.conf, pjsip.conf) is then not loaded at all. */
  | "refused"
  /** Asterisk ignores this line or, in pjsip.conf, the object that it is in; mostly with a warning. */
  | "ignored"
  /** Nothing wrong for Asterisk: something that this reader could not follow, or that the user should know. */
  | "noted";

/** Something wrong in a configuration file. Reading continues after each. */
export interface ConfigProblem {
  readonly file: string;
  /** Line number from 1. Null if the problem is the whole file. */
  readonly line: number | null;
  readonly message: string;
  readonly effect: ProblemEffect;
}
