/** Why a source could not be read, in words for the user. */
export class SourceError extends Error {}
