/** What DynamoDB takes in one transaction is 100 rows of 4 MB; a row is larger in its own form than as text. */
const SIZE = 2_500_000;

/**
 * Parts for one transaction each, in their order: at most `most` rows and 2.5 million characters. The rows of a group stay together as
 * far as they fit.
 *
 * @param groups rows that belong together, such as those of one partition
 * @param lengthOf the characters of a row
 */
export function batchesOf<Row>(
  groups: Iterable<readonly Row[]>,
  most: number,
  lengthOf: (row: Row) => number,
): Row[][] {
  const made: Row[][] = [];
  let size = SIZE;
  for (const group of groups) {
    const fits = (made.at(-1)?.length ?? most) + group.length <= most;
    for (const [at, row] of group.entries()) {
      const length = lengthOf(row);
      const last = made.at(-1);
      if (!last || (at === 0 && !fits) || last.length === most || size + length > SIZE) {
        made.push([row]);
        size = length;
      } else {
        last.push(row);
        size += length;
      }
    }
  }
  return made;
}
