// Reports that were masked one by one each have a number#1, and it is not the same number. In a merged report the counting
// continues, so that one mask still stands for one value.
import { MASK } from "../redact/masks.js";
import type { Report } from "../schema.js";

/** A mask that was counted. One that a key made is the same in all reports with that key. */
const mask = new RegExp(`\\b(?=\\w+#\\d)${MASK}`, "g");

/** The text as far as it can be compared between reports: any mask of a kind equals any other. */
export function withoutMasks(text: string): string {
  return text.includes("#") ? text.replace(mask, (found) => found.replace(/\d+/, "")) : text;
}

/** Gives each report's masks numbers that no earlier report has used. The same value in two of them has two masks. */
export function numberedApart(reports: readonly Report[]): Report[] {
  const used = new Map<string, number>();
  return reports.map((report, index) => {
    const highest = new Map<string, number>();
    const shifted = mapTexts(report, (text) =>
      text.replace(mask, (found) => {
        const [kind, number] = found.split("#") as [string, string];
        highest.set(kind, Math.max(highest.get(kind) ?? 0, Number(number)));
        return `${kind}#${Number(number) + (index === 0 ? 0 : (used.get(kind) ?? 0))}`;
      }),
    );
    for (const [kind, number] of highest) used.set(kind, (used.get(kind) ?? 0) + number);
    return shifted;
  });
}

/** The same shape with its texts changed. What contains none that change stays the same object. */
export function mapTexts<T>(value: T, change: (text: string, key: string) => string, key = ""): T {
  if (typeof value === "string") return change(value, key) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, change, key)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change, name)])) as T;
}
