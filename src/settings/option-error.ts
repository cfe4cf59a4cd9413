// What is said of an option that cannot be used.

/** An option that cannot be used, in words for the user. */
export class OptionError extends Error {}
