// Options that more than one command has, in the same words.

/** An option that may be repeated. */
export const collect = (value: string, list: readonly string[] = []): string[] => [...list, value];

/** The same of a run and of an audit. */
export const FOLLOW_INCLUDES = "follow #include, and links of included files, out of the configuration folder, too";
export const WRITE_CONFIG =
  "write the proposed changes of the configuration into a new folder; the configuration is left alone";
