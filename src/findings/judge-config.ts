// The configuration, what the logs tell of its server, and the rules about it -> findings.
import { configRules } from "../rules/index.js";
import type { ConfigRule, ConfigSubject } from "../rules/rule.js";

/** A fault of the configuration, ready to be put into words. */
export type ConfigFault =
  ReturnType<ConfigRule["check"]> extends Iterable<infer Fault> ? Fault & { readonly rule: ConfigRule } : never;

/** Judges a configuration. */
export function judgeConfig(subject: ConfigSubject): ConfigFault[] {
  return configRules.flatMap((rule) => [...rule.check(subject)].map((fault) => ({ rule, ...fault })));
}
