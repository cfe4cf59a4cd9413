// Looking at many files: one waits for the disk while another is read.

const AT_ONCE = 8;

/** What is made of each, in their order, some at a time. */
export async function atOnce<T, R>(all: readonly T[], make: (one: T, index: number) => Promise<R>): Promise<R[]> {
  const made: R[] = [];
  let next = 0;
  const goOn = async (): Promise<void> => {
    while (next < all.length) {
      const index = next++;
      made[index] = await make(all[index] as T, index);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, goOn));
  return made;
}
