// Applies the configuration rules to a configuration, with what the logs tell about its server.
import { configRules } from "../rules/index.js";
import type { ConfigRule, ConfigSubject } from "../rules/rule.js";

/** A fault of the configuration, ready to be put into words; plain data. */
export type ConfigFault =
  ReturnType<ConfigRule["check"]> extends Iterable<infer Fault>
    ? Fault & { readonly rule: Pick<ConfigRule, "code" | "name" | "severity"> }
    : never;

/** Judges a configuration. */
export function judgeConfig(subject: ConfigSubject): ConfigFault[] {
  return configRules.flatMap(({ code, name, severity, check }) =>
    [...check(subject)].map((fault) => ({ rule: { code, name, severity }, ...fault })),
  );
}
