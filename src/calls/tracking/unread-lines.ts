// Warnings and errors in words that no pattern reads. They are kept with the call that they name, but apart from its events:
// what is not understood must not decide whose a line is, when a call ended, or how it went. Similar ones are kept once and
// counted.
import type { CallEvent } from "../../events/event.js";
import type { HalfCall } from "../half-call.js";
import { LINGER_MS } from "../limits.js";
import type { Owner } from "./open-halves.js";

/** Kinds of such lines that are kept per half. The report shows fewer. */
const MAX_KINDS = 20;

/** Lines that wait for the call that they name. It begins with one of the next lines, or was there before the log. */
const MAX_WAITING = 500;

// 0x7f2170028230 | 8689be8d-0248-4f24-9d70-7b60876715bd | 1795363162.28 | 0000000a | add
const HEX = /[\da-f-]+/gi;

/** What lines have in common that differ only in ids and numbers. */
export function kindOf({ side, message, exception }: CallEvent): string {
  const words = `${message} ${exception ?? ""}`.replace(HEX, (run) => (/\d/.test(run) ? "#" : run));
  return `${side} ${words}`;
}

/** Keeps a line with a half. */
export function addUnread(half: HalfCall, event: CallEvent, inferredFrom: string | null): void {
  const kind = kindOf(event);
  const alike = half.unread.find((line) => kindOf(line.event) === kind);
  if (alike) alike.count += 1;
  else if (half.unread.length < MAX_KINDS) half.unread.push({ event, inferredFrom, count: 1 });
  else half.unreadLeftOutCount += 1;
}

/** Adds the lines of another half to those of one. */
export function moveUnread(into: HalfCall, from: HalfCall): void {
  for (const line of from.unread) {
    const alike = into.unread.find(({ event }) => kindOf(event) === kindOf(line.event));
    if (alike) alike.count += line.count;
    else if (into.unread.length < MAX_KINDS) into.unread.push(line);
    else into.unreadLeftOutCount += line.count;
  }
  into.unreadLeftOutCount += from.unreadLeftOutCount;
}

interface Waiting {
  readonly event: CallEvent;
  readonly keys: readonly string[];
}

/** Lines that name a call that has no event yet. */
export class WaitingUnread {
  readonly #all = new Set<Waiting>();
  readonly #byKey = new Map<string, Set<Waiting>>();
  readonly #giveUp: (event: CallEvent) => void;

  /** @param giveUp Receives a line whose call never began. */
  constructor(giveUp: (event: CallEvent) => void) {
    this.#giveUp = giveUp;
  }

  /** Makes a line wait for the half that one of its names will find. */
  add(event: CallEvent, keys: readonly string[]): void {
    const waiting = { event, keys };
    this.#all.add(waiting);
    for (const key of keys) this.#byKey.set(key, (this.#byKey.get(key) ?? new Set()).add(waiting));
    if (this.#all.size <= MAX_WAITING) return;
    const [oldest] = this.#all;
    if (oldest) this.#drop(oldest);
  }

  /** Gives a half the lines that have one of its names. */
  giveTo(half: HalfCall, key: string): void {
    if (this.#all.size === 0) return;
    for (const waiting of this.#byKey.get(key) ?? []) {
      this.#remove(waiting);
      addUnread(half, waiting.event, null);
    }
  }

  /**
   * Gives up those that have waited for as long as a call lingers.
   * @param ownerOf The half that may be meant all the same, and why.
   */
  giveUp(nowMs: number, ownerOf: (event: CallEvent) => Owner | null = () => null): void {
    for (const waiting of this.#all) {
      if (nowMs - (waiting.event.wallMs ?? nowMs) < LINGER_MS) continue;
      const owner = ownerOf(waiting.event);
      if (owner) {
        this.#remove(waiting);
        addUnread(owner.half, waiting.event, owner.inferredFrom);
      } else this.#drop(waiting);
    }
  }

  /** All that are waiting. */
  get memory(): readonly Waiting[] {
    return [...this.#all];
  }

  /** Restores the state that an earlier run left. */
  recall(memory: readonly Waiting[]): void {
    for (const { event, keys } of memory) this.add(event, keys);
  }

  #drop(waiting: Waiting): void {
    this.#remove(waiting);
    this.#giveUp(waiting.event);
  }

  #remove(waiting: Waiting): void {
    this.#all.delete(waiting);
    for (const key of waiting.keys) {
      const waitingFor = this.#byKey.get(key);
      waitingFor?.delete(waiting);
      if (waitingFor?.size === 0) this.#byKey.delete(key);
    }
  }
}
