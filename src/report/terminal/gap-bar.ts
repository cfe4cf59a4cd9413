// The gap between hold and playback as a bar, to scale with the RTP limit that applies to it.

import { safeText } from "../safe-text.js";
import type { GapRow } from "../schema.js";
import { duration, gapInWords } from "../words/rows.js";
import { type Page, paragraph } from "./page.js";

const HOLD = "  hold ";
const PLAY = " play";
const LIMIT_MARK = "┃";

/**
 * The bar, the mark of the limit under it, and the same in words; without a limit there is no scale, and the words must do.
 * `asteriskRefused`: a request of the bot got an error.
 */
export function renderGap(gap: GapRow, page: Page, asteriskRefused: boolean): string[] {
  const { limitSeconds } = gap;
  const paint = gapPaint(gap, page);
  const bar = limitSeconds === null || limitSeconds === 0 ? [] : scaledBar(gap, limitSeconds, page);
  return [...bar, ...paragraph(page, gapInWords(gap, asteriskRefused), { paint })];
}

function gapPaint(gap: GapRow, page: Page): (text: string) => string {
  return gap.exceedsLimit ? page.style.bad : page.style.plain;
}

function scaledBar(gap: GapRow, limitSeconds: number, page: Page): string[] {
  const columns = page.width - HOLD.length - PLAY.length;
  return gap.exceedsLimit ? barOverLimit(gap, limitSeconds, columns, page) : barWithinLimit(gap, limitSeconds, columns);
}

function barOverLimit(gap: GapRow, limitSeconds: number, columns: number, page: Page): string[] {
  // inside the bar even if the gap exceeds it by a hair: a mark at its very end would read as "just within"
  const mark = between(1, Math.round((limitSeconds / gap.seconds) * (columns - 1)), columns - 2);
  const bar = line(columns);
  const drawn = bar.slice(0, mark) + page.style.bad(LIMIT_MARK + bar.slice(mark + 1));
  return [`${HOLD}${drawn}${PLAY}`, limitLabel(gap, limitSeconds, mark, columns)];
}

function barWithinLimit(gap: GapRow, limitSeconds: number, columns: number): string[] {
  const mark = columns - 1;
  const length = between(2, Math.round((gap.seconds / limitSeconds) * mark) + 1, mark);
  const room = mark - length;
  const bar =
    room > PLAY.length
      ? `${line(length)}${PLAY}${" ".repeat(room - PLAY.length)}${LIMIT_MARK}`
      : `${line(length)}${" ".repeat(room)}${LIMIT_MARK}${PLAY}`;
  return [HOLD + bar, limitLabel(gap, limitSeconds, mark, columns)];
}

/** `^ limit 5 s (rtptimeout)`, with its arrow under the mark. Mirrored if there is no room on the right. */
function limitLabel(gap: GapRow, limitSeconds: number, mark: number, columns: number): string {
  const text = `limit ${duration(limitSeconds)}${gap.limitOption === null ? "" : ` (${safeText(gap.limitOption)})`}`;
  const toTheRight = mark + 2 + text.length <= columns + PLAY.length;
  const label = toTheRight
    ? `${" ".repeat(mark)}^ ${text}`
    : `${" ".repeat(Math.max(0, mark - text.length - 1))}${text} ^`;
  return " ".repeat(HOLD.length) + label;
}

function line(columns: number): string {
  return `├${"─".repeat(columns - 2)}┤`;
}

function between(low: number, value: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
