// Checks rows as they leave the machine, and warns about what --redact would have masked in them.
import type { CallRow, RunReport } from "../schema.js";
import { type MaskKind, Masks } from "./masks.js";
import { numberMasker } from "./numbers.js";
import { maskSecrets } from "./secrets.js";
import { digitsOf, textsOf } from "./texts.js";

/** Whatever a report of many calls contains shows in this many of them. Checking all would cost more than judging them. */
const PARTS_LOOKED_AT = 200;

/** Searches for phone numbers and credentials, and stops once it has found them or has searched long enough. */
export class Unmasked {
  readonly #found = new Masks();
  readonly #before: ReadonlySet<MaskKind>;
  #lookedAt = 0;

  /** @param before What was found elsewhere. */
  constructor(before: readonly MaskKind[] = []) {
    this.#before = new Set(before);
  }

  /** Checks a part of the report. */
  look(part: CallRow | RunReport): void {
    if ("timeline" in part ? !this.isLooking : this.#hasAll) return;
    this.#lookedAt += 1;
    const maskNumbers = numberMasker("timeline" in part ? digitsOf(part) : { numbers: [], ids: [] }, this.#found);
    for (const text of new Set(textsOf(part))) {
      // a password's digits are no number
      const told = maskSecrets(text, this.#found);
      if (!this.#has("number")) maskNumbers(told, "path");
    }
  }

  /** True if it checks one more call. */
  get isLooking(): boolean {
    return !this.#hasAll && this.#lookedAt < PARTS_LOOKED_AT;
  }

  get #hasAll(): boolean {
    return this.#has("number") && this.#has("secret");
  }

  /** What was found that calls for a warning. */
  get found(): MaskKind[] {
    return (["number", "secret"] as const).filter((kind) => this.#has(kind));
  }

  /** The same in words. Null if there is nothing to warn about. */
  inWords(): string | null {
    const found = [this.#has("number") ? "phone numbers" : null, this.#has("secret") ? "credentials" : null];
    return found.filter((kind) => kind !== null).join(" and ") || null;
  }

  #has(kind: MaskKind): boolean {
    return this.#before.has(kind) || this.#found.countOf(kind) > 0;
  }
}
