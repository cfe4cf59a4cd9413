// New channels at DEBUG 1. Their thread prints the uniqueid on one line and the name on the next
// (docs/asterisk/channel-ids.md#lines-with-a-uniqueid). Only together do they tie one to the other.

import type { CallEvent } from "../../events/event.js";

/** Lines of other threads may come between two lines of one thread. A larger distance means that the lines were reordered. */
const NEIGHBOUR_LINES = 20;

/** The line with the uniqueid. */
interface Topic {
  readonly address: string;
  readonly thread: string | null;
  readonly channelId: string;
  readonly line: number;
}

/** Joins the two lines. */
export class AllocatedChannels {
  /** The one that waits for the line with the name. */
  #topic: Topic | null = null;

  /** @returns the event, with the uniqueid if the line before had it; null for the line that has the uniqueid only. */
  join(event: CallEvent): CallEvent | null {
    if (event.type === "channel-topic") {
      const { address, thread, channelId, line } = event;
      this.#topic = { address, thread, channelId: channelId ?? "", line };
      return null;
    }
    if (event.type !== "channel-allocated") return event;
    const topic = this.#topic;
    this.#topic = null;
    const areNeighbours = topic && topic.thread === event.thread && event.line - topic.line <= NEIGHBOUR_LINES;
    return areNeighbours ? { ...event, channelId: topic.channelId } : event;
  }

  clear(): void {
    this.#topic = null;
  }

  /** What a later line may need, so that another run can go on. */
  get memory(): Topic | null {
    return this.#topic;
  }

  /** Restores the state that an earlier run left. */
  recall(memory: Topic | null): void {
    this.#topic = memory;
  }
}
