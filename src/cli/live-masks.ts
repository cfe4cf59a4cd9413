// --redact where logs are followed, or read on from a state. What is told at once knows only the hosts that were named before; the
// report at the end knows all.
import { randomBytes } from "node:crypto";
import type { RedactionMemory } from "../live/memory.js";
import type { News } from "../report/news.js";
import type { Redactor } from "../report/redact.js";
import type { Settings } from "../settings/options.js";
import type { Source } from "../sources/source.js";
import type { Outcome } from "../wiring.js";
import { maskedAs } from "./masked.js";
import { redactorFor } from "./redactor.js";

/** A run may last for months, and each host is searched for in each line. */
const MAX_HOSTS = 500;
const KEY_BYTES = 32;

/** Masks what a run tells. */
export class LiveMasks {
  readonly #redactor: Redactor;
  readonly #settings: Settings;
  readonly #key: Uint8Array;

  private constructor(redactor: Redactor, settings: Settings, key: Uint8Array) {
    this.#redactor = redactor;
    this.#settings = settings;
    this.#key = key;
  }

  /** Null if nothing is to be masked. @param known What an earlier run masked by. */
  static async for(
    settings: Settings,
    sources: readonly Source[],
    known: RedactionMemory | undefined,
  ): Promise<LiveMasks | null> {
    // counted masks would take a table of all values, and another for the next run
    const key = known?.key ?? randomBytes(KEY_BYTES);
    const paths = sources.map(({ path }) => path);
    const redactor = await redactorFor(settings, paths, settings.config, { key, maxHosts: MAX_HOSTS });
    redactor?.recall(known?.hosts ?? []);
    return redactor && new LiveMasks(redactor, settings, key);
  }

  /** What the next run needs, to give the same masks. */
  get memory(): RedactionMemory {
    return { key: this.#key, hosts: this.#redactor.hosts };
  }

  /** News, masked. */
  news(news: readonly News[]): News[] {
    for (const { call } of news) this.#redactor.learn(call);
    return news.map((one) => {
      const call = this.#redactor.call(one.call);
      const at = one.finding === null ? -1 : one.call.findings.indexOf(one.finding);
      return {
        ...one,
        call,
        finding: call.findings[at] ?? null,
        redaction: this.#redactor.redaction,
        titles: one.titles.map((title) => this.#redactor.text(title)),
      };
    });
  }

  /** A report, masked. */
  outcome(outcome: Outcome): Outcome {
    for (const call of outcome.calls()) this.#redactor.learn(call);
    return maskedAs(this.#settings, outcome, this.#redactor);
  }

  /** A line of a log that could not be read, and its file, masked. */
  unparsed(path: string, text: string): readonly [path: string, text: string] {
    return [this.#redactor.path(path), this.#redactor.line(text)];
  }

  /** A warning, masked. */
  text(text: string): string {
    return this.#redactor.text(text);
  }
}
