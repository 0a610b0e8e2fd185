/** Letters as they are compared: small, without marks (`ä` is found by `a`). */
function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Whether a name has every word that was typed, in any order and with or without marks. */
export function hasWords(name: string, typed: string): boolean {
  const words = plain(typed)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return words.every((word) => plain(name).includes(word));
}
