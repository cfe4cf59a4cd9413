// What those who know the messages want of a log, said to those who read it: records nobody asks for need not be put together.

/** The lines of a message, counted from 0; undefined behind the last. */
export type LineAt = (index: number) => string | undefined;

/** Which of Asterisk's messages somebody asks for. */
export interface Asked {
  /** Base names of the source files that print such; messages of all others surely say nothing. */
  readonly files: Iterable<string>;
  /**
   * Is there surely nothing in a message of one of them, which begins at a place of a line? `lineBehind` has the lines behind
   * that one, as far as they have been read.
   */
  readonly saysNothing: (origin: string, text: string, messageAt: number, lineBehind: LineAt) => boolean;
}
