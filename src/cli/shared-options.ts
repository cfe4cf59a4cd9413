// Options that more than one command has, in the same words.
import { FAIL_ON } from "../severity-limit.js";

/** An option that may be repeated. */
export const collect = (value: string, list: readonly string[] = []): string[] => [...list, value];

/** Of each command whose outcome may fail a script. */
export const FAIL_ON_HELP = `exit 1 from this severity on: ${FAIL_ON.join(", ")} (default: warning)`;
export const EXIT_ZERO_HELP = "exit 0 whatever was found, as --fail-on never does";

/** Looked for in the current folder. */
export const DEFAULTS_FILE = "ari-doctor.config.json";

/** The same of a run and of an audit. */
export const FOLLOW_INCLUDES = "follow #include, and links of included files, out of the configuration folder, too";
export const WRITE_CONFIG =
  "write the proposed changes of the configuration into a new folder; the configuration is left alone";
