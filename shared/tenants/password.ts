/** The shortest password; length protects, prescribed kinds of character do not (NIST SP 800-63B 5.1.1). */
export const PASSWORD_SHORTEST = 12;
const DISTINCT_CHARACTERS = 5;

/** Beginnings that every list of leaked passwords holds. */
const COMMON = ['password', 'salasana', 'lösenord', 'qwerty', 'ohjaamo', '123456', 'navigatorn'];

/**
 * Whether a password may be chosen: at least twelve characters, five of them different, not a common word with digits
 * behind it, and not the name of the address it belongs to.
 */
export function passwordIsStrong(password: string, email: string): boolean {
  const characters = Array.from(password.normalize('NFKC').toLowerCase());
  const letters = characters.join('').replace(/[^\p{L}]/gu, '');
  const name = email.split('@')[0]?.toLowerCase() ?? '';
  const text = characters.join('');
  return (
    characters.length >= PASSWORD_SHORTEST &&
    new Set(characters).size >= DISTINCT_CHARACTERS &&
    !COMMON.some(
      (word) => letters === word || (text.startsWith(word) && /^[\d\W]*$/u.test(text.slice(word.length))),
    ) &&
    !(name.length >= 4 && text.includes(name))
  );
}
