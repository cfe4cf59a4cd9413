// What was dropped because a table was full. A log without a stranger's hand in it fills none of them.

/** Counts of what is in no call of the report, or in the wrong one. */
export interface Evicted {
  /** Ids that were named in a line or two and had not become calls when there were too many of them. */
  ids: number;
  /** Calls that were closed before a line said so, because too many seemed to be up. */
  calls: number;
  /** Events from the middle of calls that have more than are kept. */
  events: number;
  /** Other names that later lines may refer to: bridges, playbacks, threads, SIP dialogs, containers. */
  names: number;
  /** Events of the whole run: restarts, websockets. */
  runEvents: number;
}

/** Nothing was dropped. */
export const noneEvicted = (): Evicted => ({ ids: 0, calls: 0, events: 0, names: 0, runEvents: 0 });

/** Adds counts to others. */
export function addEvicted(sum: Evicted, more: Readonly<Evicted>): void {
  for (const kind of Object.keys(sum) as (keyof Evicted)[]) sum[kind] += more[kind];
}
