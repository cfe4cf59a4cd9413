// Every waiting time of the correlation, with its reason. All are log time, not wall time, as a file is read faster.

/** A call without an end line is closed after this silence: agents talk, callers wait. */
export const QUIET_MS = 30 * 60_000;

/** After an end line, bots still fail on the dead channel once their model has answered. */
export const LINGER_MS = 120_000;

/** How often a log is searched for halves to close. */
export const SWEEP_EVERY_MS = 60_000;

/** An unlabelled bot line at most this long after a labelled one belongs to the same call, if no other call spoke. */
export const SAME_MOMENT_MS = 5;

/**
 * A refusal that names no channel answers a request made at most this long before. ARI answers within milliseconds; a busy bot
 * logs it late.
 */
export const ANSWER_MS = 2_000;

/** A bot uses an id that was never a channel within this time of the line that shows which call it was busy with. */
export const STRAY_ID_MS = 100;

/** From an SDP to the first line about its RTP. No phone rings for longer. A far end may use one port for call after call. */
export const SDP_TO_RTP_MS = 120_000;

/** From an INVITE to the first dialplan step: in between a thread is started and the endpoint looked up. */
export const INVITE_TO_DIALPLAN_MS = 3_000;

/** How far a printed duration ("in 0.52s") may differ from the distance between the two lines. */
export const DURATION_SLACK_MS = 150;

/** Summaries of finished halves, and events of the run, beyond this many wait in a spool file, not in memory. */
export const SPOOL_AFTER = 500;

/**
 * Finished halves of a side wait in memory up to this many events, and others in a spool file. One call that is up for half an hour
 * keeps all that begin after it waiting, and what does not go to disk need not be written and read.
 */
export const WAITING_EVENTS_IN_MEMORY = 20_000;

/** Pairs of halves from which the offset between two clocks is learnt before it is fixed. */
export const CLOCK_PAIRS = 64;

/** Halves from which a clock's zone is learnt. More would add nothing. */
export const CLOCK_HALVES = 4_000;

/**
 * Halves that are open at one time. A host serves some hundred calls at once. The rest is room for a bot that never logs the end
 * of its calls, which stay open for {@link QUIET_MS}.
 */
export const MAX_OPEN_HALVES = 5_000;

/** Names by which lines find their open half: a few for each. */
export const MAX_KEYS = 16 * MAX_OPEN_HALVES;

/** A two-hour call, with twenty events per turn of half a minute, has 4,800. */
export const MAX_EVENTS = 5_000;
/** Of a longer call this many first events are kept, and then the last ones: causes are found at either end. */
export const FIRST_EVENTS = 1_000;

/** Ids of one kind that belong to one call. A conference has a few dozen legs. */
export const MAX_IDS = 200;

/** Events of the run that may surround a call. They come by the minute, not by the call. */
export const MAX_RUN_EVENTS = 20_000;
/** Of those that surround one call, the last ones before its end tell the most. */
export const MAX_SURROUNDINGS = 1_000;
