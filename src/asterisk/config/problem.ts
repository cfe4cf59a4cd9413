/** What Asterisk makes of a line that is wrong, or what this reader did not do. */
export type ProblemEffect =
  /** Asterisk stops reading this file here; a file it opened itself (sip.conf, pjsip.conf) is then not loaded at all. */
  | "refused"
  /** Asterisk passes over this line, or in pjsip.conf over the object it stands in; mostly with a warning. */
  | "ignored"
  /** Nothing wrong for Asterisk: something this reader could not follow, or that the user should know. */
  | "noted";

/** Something wrong in a configuration file. Reading goes on after each of them. */
export interface ConfigProblem {
  readonly file: string;
  /** 1-based; null where the problem is the whole file. */
  readonly line: number | null;
  readonly message: string;
  readonly effect: ProblemEffect;
}
