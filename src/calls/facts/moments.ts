// How close two lines stand that tell of one moment.

/** Two clocks that were measured against each other are this close. */
export const CLOCKS_APART_MS = 200;

/** A playback that fails this close to the end of its channel failed because of it. */
export const SAME_END_MS = 1_500;

/** Strict RTP learns for 5 s and locks with the first packet after that (res/res_rtp_asterisk.c: STRICT_RTP_LEARN_TIMEOUT). */
export const RTP_LOCK_MS = 7_000;
