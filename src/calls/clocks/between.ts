// Between which times a line was written that has none of its own.

/** UTC milliseconds by Asterisk's clock. Null if nothing bounds that side. */
export interface Between {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}
