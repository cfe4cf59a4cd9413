// Members of a bot's record: under one of several names, and within objects.
import type { LogRecord } from "../../records/record.js";

/** A member of a member: bots that log ARI's events whole have their ids there. */
export function inner(fields: Readonly<Record<string, unknown>>, ...path: readonly string[]): unknown {
  let value: unknown = fields;
  for (const key of path)
    value = typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
  return value;
}

export const field = (record: LogRecord, ...keys: string[]): string | null => {
  for (const key of keys) {
    const value = record.fields?.[key];
    if (typeof value === "string" || typeof value === "number") return String(value);
  }
  return null;
};

export function decoded(text: string | undefined): string | null {
  try {
    return text === undefined ? null : decodeURIComponent(text);
  } catch {
    return text ?? null; // a stray % sign, so not encoded after all
  }
}

/** zap and others keep the place in the code under `caller`: `call/handler.go:41`. */
export function numberIn(value: unknown): string | null {
  return typeof value === "string" && /^\+?[\w-]+$/.test(value) ? value : null;
}

export const stringOr = (value: unknown): string | null => (typeof value === "string" ? value : null);
