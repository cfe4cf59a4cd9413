// A list of numbers that grows, for tables of which there may be millions of rows: outside the heap, so that the collector
// neither walks them nor leaves room for them.

type Numbers = Float64Array | Int32Array;

/** Numbers by index; one that was never set is 0. */
export class Column<N extends Numbers> {
  readonly #make: new (
    length: number,
  ) => N;
  #numbers: N;

  /** @param make What a number is stored as: `Int32Array` where all are whole and below 2^31. */
  constructor(make: new (length: number) => N) {
    this.#make = make;
    this.#numbers = new make(64);
  }

  get(index: number): number {
    return this.#numbers[index] ?? 0;
  }

  set(index: number, value: number): void {
    if (index >= this.#numbers.length) {
      const larger = new this.#make(Math.max(index + 1, 2 * this.#numbers.length));
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[index] = value;
  }
}
