/** The keys of a question's choices in their order: digits first, then the row of letters below them. */
export const choiceKeys: readonly string[] = Array.from('1234567890qwertyuiop');

/** The place of the choice that a key chooses, counted from zero; nothing for other keys. */
export function placeOfKey(key: string): number | undefined {
  const place = choiceKeys.indexOf(key.toLowerCase());
  return place < 0 ? undefined : place;
}
