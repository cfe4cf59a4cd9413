import fc from "fast-check";

/**
 * A text of any code points, halves of surrogate pairs included. fast-check's own (`unit: "binary"`) makes a table of a million
 * characters first, which takes two seconds.
 */
export function anyCodePoints(maxLength = 10): fc.Arbitrary<string> {
  return fc
    .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength })
    .map((points) => String.fromCodePoint(...points));
}
