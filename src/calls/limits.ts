// Every waiting time of the correlation, with the reason for it. Log time, not wall time: a file is read faster.

/** A side is silent for this long before a call without an end line is put away: agents talk, callers wait. */
export const QUIET_MS = 30 * 60_000;

/** After an end line, bots still fail on the dead channel once their model has answered. */
export const LINGER_MS = 120_000;

/** How often a log is looked through for halves to put away. */
export const SWEEP_EVERY_MS = 60_000;

/** An unlabelled bot line at most this long after a labelled one belongs to the same call, if no other call spoke. */
export const SAME_MOMENT_MS = 5;

/**
 * A refusal that names no channel answers a request of at most this long before. ARI answers within milliseconds; a bot that is
 * busy writes it down late.
 */
export const ANSWER_MS = 2_000;

/** A bot acts on an id that was never a channel within this time of the line that shows which call it was busy with. */
export const STRAY_ID_MS = 100;

/** From an SDP to the first line of its RTP: no phone rings for longer. A far end may use one port for call after call. */
export const SDP_TO_RTP_MS = 120_000;

/** From an INVITE to the first step of the dialplan: a thread is begun and the endpoint is looked up in between. */
export const INVITE_TO_DIALPLAN_MS = 3_000;

/** How far a printed duration ("in 0.52s") may be from the distance of the two lines. */
export const DURATION_SLACK_MS = 150;

/** Finished halves beyond this many wait in a spool file, not in memory. */
export const SPOOL_AFTER = 500;

/** Pairs of halves from which the offset between two clocks is learned before it is frozen. */
export const CLOCK_PAIRS = 64;

/** Halves from which the zone of a clock is learned; more tell nothing more. */
export const CLOCK_HALVES = 4_000;

/**
 * Halves that are open at one time. A host serves some hundred calls at once; the rest is room for a bot that logs no end of
 * its calls, which stay open for {@link QUIET_MS}.
 */
export const MAX_OPEN_HALVES = 5_000;

/** Names by which lines find their open half: some for each. */
export const MAX_KEYS = 16 * MAX_OPEN_HALVES;

/** A call of two hours, with twenty events to a turn of half a minute, has 4,800. */
export const MAX_EVENTS = 5_000;
/** Of a call with more, so many of its first events are kept, and then the last: causes stand at either end. */
export const FIRST_EVENTS = 1_000;

/** Ids of one kind that belong to one call: a conference's legs are some dozen. */
export const MAX_IDS = 200;

/** Events of the run that may surround a call; they come by the minute, not by the call. */
export const MAX_RUN_EVENTS = 20_000;
/** Of those that surround one call, the last before its end tell the most. */
export const MAX_SURROUNDINGS = 1_000;
