// A growing list of numbers, for tables that may have millions of rows. It is outside of the heap, so that the garbage collector
// neither walks it nor reserves room for it.

type Numbers = Float64Array | Int32Array;

/** Numbers by index. One that was never set is 0. */
export class Column<N extends Numbers> {
  readonly #make: new (
    length: number,
  ) => N;
  #numbers: N;

  /** @param make How a number is stored: `Int32Array` if all are whole and below 2^31. */
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
