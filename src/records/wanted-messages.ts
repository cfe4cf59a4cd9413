// How those who know the messages tell those who read the log what they want: a record that nobody asks for need not be
// assembled.

/** The lines of a message, counted from 0; undefined after the last. */
export type LineAt = (index: number) => string | undefined;

/** Which of Asterisk's messages somebody asks for. */
export interface WantedMessages {
  /** Base names of the source files that print such messages. Those of all other files surely yield no event. */
  readonly files: Iterable<string>;
  /**
   * Does a message of one of them, which begins at a given place of a line, surely yield no event? `lineBehind` has the lines
   * after that one, as far as they have been read.
   */
  readonly saysNothing: (origin: string, text: string, messageAt: number, lineBehind: LineAt) => boolean;
}
