// How an unusable option is reported.

/** An option that cannot be used, in words for the user. */
export class OptionError extends Error {}
