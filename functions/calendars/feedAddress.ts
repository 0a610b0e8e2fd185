/**
 * Reads the address of a feed as a person pastes it: `https`, or `webcal`, which calendar programs write for the same.
 * `undefined` for any other scheme, another port than 443, and addresses with a user name.
 */
export function feedAddress(text: string): URL | undefined {
  const trimmed = text.trim().replace(/^webcals?:/iu, 'https:');
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (url?.protocol !== 'https:' || url.port !== '' || url.username !== '' || url.password !== '')
    return undefined;
  url.hash = '';
  return url.hostname === '' ? undefined : url;
}
