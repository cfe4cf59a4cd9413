// What was read of a file, in numbers.

/** How the lines of a source were read. */
export interface ReadingCounts {
  lineCount: number;
  /** Lines that no format reads and that belong to no record. */
  unparsedLineCount: number;
  /** Lines that were too long to keep whole. */
  cutLineCount: number;
  /** Writers that were forgotten because there were too many. */
  evictedWriterCount: number;
  /** Records per format name. */
  readonly recordCounts: Map<string, number>;
}
