// ari-doctor.config.json -> options that a team need not type. Its keys are the long names of the options; what only makes
// sense for one run (inputs, outputs, which calls) has no place in it. The command line wins over it, option by option.
import { dirname, join } from "node:path";
import { z } from "zod";
import { OptionError } from "./option-error.js";
import { FORMATS } from "./report/formats.js";
import { closestName } from "./rules/closest.js";
import { FAIL_ON } from "./severity-limit.js";

const seconds = z.number({ error: "must be a number of seconds, 0 for off" }).nonnegative().transform(String);
const words = z
  .union([z.string(), z.array(z.string())], { error: "must be a text or a list of texts" })
  .transform((value) => (typeof value === "string" ? [value] : value));

const schema = z.strictObject({
  config: words.optional(),
  host: words.optional(),
  "rtp-timeout": seconds.optional(),
  "rtp-hold-timeout": seconds.optional(),
  "answer-budget": seconds.optional(),
  format: z.enum(FORMATS, { error: `must be one of ${FORMATS.join(", ")}` }).optional(),
  limit: z.int({ error: "must be a whole number of calls" }).nonnegative().transform(String).optional(),
  all: z.boolean({ error: "must be true or false" }).optional(),
  "fail-on": z.enum(FAIL_ON, { error: `must be one of ${FAIL_ON.join(", ")}` }).optional(),
  color: z.enum(["auto", "always", "never"], { error: "must be auto, always or never" }).optional(),
});

/**
 * The options that a file of defaults sets, under the names that the command line's have. Paths in it count from its own
 * folder. @throws OptionError naming the file and the key, in one line.
 */
export function parseDefaults(text: string, file: string): Record<string, unknown> {
  const parsed = schema.safeParse(json(text, file));
  if (!parsed.success) throw new OptionError(`${file}: ${fault(parsed.error)}`);
  const { config, ...others } = parsed.data;
  const near = config?.map((path) => (path.startsWith("/") ? path : join(dirname(file), path)));
  const set = Object.entries({ ...others, config: near }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set.map(([key, value]) => [camelCase(key), value]));
}

function json(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [why] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new OptionError(`${file}: is no JSON (${why})`);
  }
}

function fault({ issues }: z.ZodError): string {
  const [issue] = issues;
  if (issue?.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const meant = closestName(key, Object.keys(schema.shape));
    const advice = meant === null ? `it takes ${Object.keys(schema.shape).join(", ")}` : `did you mean "${meant}"?`;
    return `no default can be set for "${key}"; ${advice}`;
  }
  const key = issue?.path[0];
  return key === undefined ? "must be an object of options" : `"${String(key)}": ${issue?.message ?? "cannot be used"}`;
}

/** `fail-on` -> `failOn`, as commander names it. */
function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
