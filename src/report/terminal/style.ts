// Colour for the terminal. It only repeats what the words say, as reports are pasted into tickets without it.

type Paint = (text: string) => string;

/** What a piece of text means to the reader. Without colour every paint returns its text unchanged. */
export interface Style {
  readonly title: Paint;
  readonly bad: Paint;
  readonly doubtful: Paint;
  readonly good: Paint;
  readonly quiet: Paint;
  readonly plain: Paint;
}

/** The paints of a terminal with or without colour. (The first releases of Node 20 lack styleText of node:util.) */
export function createStyle(color: boolean): Style {
  const paint = (start: number, end: number): Paint =>
    color ? (text) => (text === "" ? "" : `\x1b[${start}m${text}\x1b[${end}m`) : (text) => text;
  return {
    title: paint(1, 22),
    bad: paint(31, 39),
    doubtful: paint(33, 39),
    good: paint(32, 39),
    quiet: paint(2, 22),
    plain: (text) => text,
  };
}
