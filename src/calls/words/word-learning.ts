// Learns what a bot's words mean from what Asterisk logs at the same moment. A template of words that stands next to one kind of
// Asterisk line, again and again and hardly ever elsewhere, means just that, in whatever language. What is learnt is weaker than
// what is read: it tells when something happened, and proves nothing alone.
import type { HalfCall } from "../half-call.js";
import {
  type HangupRequestMemory,
  hangupRequestWords,
  noHangupRequests,
  noteHangupRequests,
} from "./hangup-request-words.js";
import { MEDIA, SPEECH, VALUE } from "./template.js";
import {
  type AnchoredType,
  type Anchors,
  ageOf,
  anchorsOf,
  type BotLine,
  type ClockOf,
  distancesOneToOne,
  type LearntType,
  lateLines,
  linesOf,
} from "./word-anchors.js";

/** What a template was taken to mean, and why. */
export interface TakenFor {
  readonly type: LearntType;
  /** Calls in which it stood next to Asterisk's line. */
  readonly callCount: number;
  /** How many templates always stand together at that moment; of several, this is the first. */
  readonly togetherCount: number;
  /** One of its messages, as logged. */
  readonly sample: string;
}

/** What a bot's words mean, by their template. */
export type LearntWords = ReadonlyMap<string, TakenFor>;

/** Lines of a bot that are this close are about one moment. Which of them says it does not matter. */
const TOGETHER_MS = 100;

/** In this many calls a template must stand next to Asterisk's line, */
const LEAST_CALLS = 3;

/** with this share of its uses, */
const LEAST_OF_USES = 0.9;

/** and next to this share of such Asterisk lines in these calls. Some fail, and then the bot says something else. */
const LEAST_OF_ANCHORS = 0.8;

/** A template that is further from Asterisk's line than another, by more than this, is not the one. */
const CLEARLY_FURTHER_MS = 50;

/** Templates that are kept. A bot has a few dozen; speech without quotes makes more. */
const MAX_TEMPLATES = 400;

const MAX_FOLLOWERS = 24;

/** This many calls teach everything. Later ones are looked at now and then, for bots change. */
const TEACHING_CALLS = 100;

const LATER_ONE_IN = 32;

const TYPES: readonly AnchoredType[] = ["bot-stasis-start", "bot-hold", "bot-unhold", "bot-play", "bot-stasis-end"];

/** How a template stood to one kind of Asterisk line. */
interface Beside {
  callCount: number;
  fitCount: number;
  /** Lines of that kind in the calls that used the template. */
  anchorCount: number;
  /** Sum of the distances, apart from what the stamps leave open. */
  apartMs: number;
}

/** What was seen of one template. */
interface Seen {
  readonly sample: string;
  useCount: number;
  callCount: number;
  /** Calls in which it was the first line. */
  firstCount: number;
  /** Calls in which it was the last line. */
  lastCount: number;
  /** Uses with an id that is none of the call's. */
  ownIdCount: number;
  /** Templates that came right after it, and how often. */
  readonly followers: Map<string, number>;
  readonly beside: Map<AnchoredType, Beside>;
}

interface State {
  readonly templates: Map<string, Seen>;
  /** Calls with a line of that kind, and those among them in which the bot's words for it are known. */
  readonly kinds: Map<AnchoredType, { callCount: number; knownCount: number }>;
  readonly requests: HangupRequestMemory;
  askedCount: number;
}

/** What {@link WordLearning} remembers. */
export type WordMemory = State;

/** Collects evidence call by call, and says what is known by now. */
export class WordLearning {
  #state: State = { templates: new Map(), kinds: new Map(), requests: noHangupRequests(), askedCount: 0 };
  /** False if another one shares it, so that it must be copied before it changes. */
  #isOwn = true;
  #words: LearntWords = new Map();

  /** What is known by now. The same object for as long as that does not change. */
  get words(): LearntWords {
    return this.#words;
  }

  /** All that was seen. */
  get memory(): WordMemory {
    return this.#state;
  }

  /** Restores the state that an earlier run left. */
  recall(memory: WordMemory): void {
    this.#state = memory;
    this.conclude();
  }

  /** A copy for a moment; what it learns stays its own. */
  copy(): WordLearning {
    const copy = new WordLearning();
    copy.#state = this.#state;
    copy.#isOwn = false;
    copy.#words = this.#words;
    return copy;
  }

  /** Should one more call be looked at? The first ones are, later ones now and then. */
  wantsMore(): boolean {
    this.#own();
    this.#state.askedCount += 1;
    const { askedCount } = this.#state;
    return askedCount <= TEACHING_CALLS || askedCount % LATER_ONE_IN === 0;
  }

  /** Looks at a call that is in both logs. */
  look(asterisk: HalfCall, bot: HalfCall, clockOf: ClockOf): void {
    this.#own();
    const lines = linesOf(bot, clockOf(bot));
    const anchors = anchorsOf(asterisk, clockOf(asterisk));
    const known = new Set(bot.events.map(({ event }) => event.type));
    for (const type of TYPES) {
      if (anchors[type].length === 0) continue;
      const kind = this.#state.kinds.get(type) ?? { callCount: 0, knownCount: 0 };
      kind.callCount += 1;
      if (known.has(type)) kind.knownCount += 1;
      this.#state.kinds.set(type, kind);
    }
    const uses = new Map<string, BotLine[]>();
    for (const line of lines) {
      const same = uses.get(line.template);
      if (same) same.push(line);
      else uses.set(line.template, [line]);
    }
    for (const [template, of] of uses) this.#noteUses(template, of, anchors);
    const [first] = lines;
    const seen = first && this.#state.templates.get(first.template);
    if (seen) seen.firstCount += 1;
    const last = lines.at(-1);
    const seenLast = last && this.#state.templates.get(last.template);
    if (seenLast) seenLast.lastCount += 1;
    this.#noteOrder(lines);
    if (!known.has("bot-hangup-requested"))
      noteHangupRequests(this.#state.requests, lateLines(lines, anchors), asterisk, ageOf(anchors));
    this.#forgetRarest();
  }

  /** Draws the conclusions from all that was seen. */
  conclude(): void {
    const words = new Map<string, TakenFor>();
    const twice = new Set<string>();
    for (const type of TYPES) {
      const found = this.#templateFor(type);
      if (!found) continue;
      if (words.has(found.template)) twice.add(found.template);
      else words.set(found.template, found.takenFor);
    }
    for (const template of twice) words.delete(template);
    const request = hangupRequestWords(this.#state.requests);
    for (const template of request?.templates ?? []) {
      const { callCount = 0, sample = "" } = request ?? {};
      words.set(template, { type: "bot-hangup-requested", callCount, togetherCount: 1, sample });
    }
    if (!isSame(words, this.#words)) this.#words = words;
  }

  #own(): void {
    if (this.#isOwn) return;
    this.#state = structuredClone(this.#state);
    this.#isOwn = true;
  }

  #noteUses(template: string, uses: readonly BotLine[], anchors: Anchors): void {
    const seen: Seen = this.#state.templates.get(template) ?? {
      sample: uses[0]?.sample ?? "",
      useCount: 0,
      callCount: 0,
      firstCount: 0,
      lastCount: 0,
      ownIdCount: 0,
      followers: new Map(),
      beside: new Map(),
    };
    this.#state.templates.set(template, seen);
    seen.useCount += uses.length;
    seen.callCount += 1;
    seen.ownIdCount += uses.filter(({ hasOwnId }) => hasOwnId).length;
    for (const type of TYPES) {
      const distances = distancesOneToOne(uses, anchors[type]);
      if (anchors[type].length === 0) continue;
      const beside = seen.beside.get(type) ?? { callCount: 0, fitCount: 0, anchorCount: 0, apartMs: 0 };
      beside.anchorCount += anchors[type].length;
      if (distances.length > 0) beside.callCount += 1;
      beside.fitCount += distances.length;
      for (const apartMs of distances) beside.apartMs += apartMs;
      seen.beside.set(type, beside);
    }
  }

  #noteOrder(lines: readonly BotLine[]): void {
    for (const [i, line] of lines.entries()) {
      const seen = this.#state.templates.get(line.template);
      for (let k = i + 1; k < lines.length; k += 1) {
        const next = lines[k] as BotLine;
        if (next.fromMs - line.fromMs > TOGETHER_MS) break;
        if (next.template === line.template || !seen) continue;
        if (seen.followers.size < MAX_FOLLOWERS || seen.followers.has(next.template))
          seen.followers.set(next.template, (seen.followers.get(next.template) ?? 0) + 1);
      }
    }
  }

  /** Speech without quotes makes a template of every sentence. Those used in the fewest calls are dropped. */
  #forgetRarest(): void {
    const { templates } = this.#state;
    if (templates.size <= MAX_TEMPLATES) return;
    const byCalls = [...templates].sort(([, a], [, b]) => a.callCount - b.callCount);
    for (const [template] of byCalls.slice(0, MAX_TEMPLATES / 2)) templates.delete(template);
  }

  /** The one template that means it. Null if there is none, or if it cannot be told which. */
  #templateFor(type: AnchoredType): { template: string; takenFor: TakenFor } | null {
    const kind = this.#state.kinds.get(type);
    // known words leave nothing to learn: what stands next to them says something else
    if (!kind || kind.knownCount > (1 - LEAST_OF_USES) * kind.callCount) return null;
    const fitting = [...this.#state.templates].filter(([template, seen]) => mayStandFor(type, template, seen));
    const mostCalls = Math.max(0, ...fitting.map(([, seen]) => seen.callCount));
    const apartMs = ([, seen]: readonly [string, Seen]): number => {
      const { apartMs = 0, fitCount = 1 } = seen.beside.get(type) ?? {};
      return apartMs / fitCount;
    };
    // one that occurs now and then stands next to the one that always does
    const common = fitting.filter(([, seen]) => seen.callCount > mostCalls / 2);
    const liked = preferred(type, common);
    const nearestMs = Math.min(...liked.map(apartMs));
    const near = liked.filter((one) => apartMs(one) <= nearestMs + CLEARLY_FURTHER_MS);
    const first = firstOfTogether(near);
    if (!first) return null;
    const [template, { sample, beside }] = first;
    const callCount = beside.get(type)?.callCount ?? 0;
    return { template, takenFor: { type, callCount, togetherCount: near.length, sample } };
  }
}

function mayStandFor(type: AnchoredType, template: string, seen: Seen): boolean {
  const beside = seen.beside.get(type);
  if (!beside || beside.callCount < LEAST_CALLS) return false;
  if (beside.fitCount < LEAST_OF_USES * seen.useCount || beside.fitCount < LEAST_OF_ANCHORS * beside.anchorCount)
    return false;
  // what somebody said accompanies what the bot did; it does not report it
  return !template.includes(SPEECH);
}

/**
 * Of several that stand next to the same lines, those whose form supports it. All, if none has such a form or form does not
 * matter.
 */
function preferred(
  type: AnchoredType,
  fitting: readonly (readonly [string, Seen])[],
): readonly (readonly [string, Seen])[] {
  const namesPlayback = ([template, seen]: readonly [string, Seen]): boolean =>
    template.includes(MEDIA) || seen.ownIdCount >= LEAST_OF_USES * seen.useCount;
  const tell: Readonly<Record<AnchoredType, (one: readonly [string, Seen]) => boolean>> = {
    "bot-stasis-start": ([, seen]) => seen.firstCount >= LEAST_OF_USES * seen.callCount,
    "bot-hold": (one) => !namesPlayback(one),
    "bot-unhold": (one) => !namesPlayback(one),
    "bot-play": namesPlayback,
    "bot-stasis-end": ([, seen]) => seen.lastCount >= LEAST_OF_USES * seen.callCount,
  };
  const liked = fitting.filter(tell[type]);
  if (type === "bot-stasis-start" || type === "bot-stasis-end") return liked;
  if (type === "bot-play") return ownIdFirst(liked.length > 0 ? liked : fitting);
  // a figure is a result: how long the model took, not that it is over
  const plain = liked.filter(([template]) => valuesIn(template) <= fewestValues(liked));
  return plain.length > 0 ? plain : liked;
}

/** A bot that announces a playback has no id for it yet. */
function ownIdFirst(fitting: readonly (readonly [string, Seen])[]): readonly (readonly [string, Seen])[] {
  const withId = fitting.filter(([, seen]) => seen.ownIdCount >= LEAST_OF_USES * seen.useCount);
  return withId.length > 0 ? withId : fitting;
}

const valuesIn = (template: string): number => template.split(VALUE).length;

function fewestValues(fitting: readonly (readonly [string, Seen])[]): number {
  return Math.min(...fitting.map(([template]) => valuesIn(template)));
}

/**
 * Of templates that always stand together at one moment, the first. Undefined if they do not, for then it cannot be told which
 * it is.
 */
function firstOfTogether(near: readonly (readonly [string, Seen])[]): readonly [string, Seen] | undefined {
  return near.find(([template, seen]) =>
    near.every(
      ([other, { useCount }]) =>
        other === template || (seen.followers.get(other) ?? 0) >= LEAST_OF_USES * Math.max(useCount, seen.useCount),
    ),
  );
}

function isSame(a: LearntWords, b: LearntWords): boolean {
  if (a.size !== b.size) return false;
  for (const [template, { type, callCount }] of a) {
    const other = b.get(template);
    if (other?.type !== type || other.callCount !== callCount) return false;
  }
  return true;
}
