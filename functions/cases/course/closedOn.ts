import type { ClientFile } from '../repository.ts';

/**
 * When the last episode was closed; absent while one is open. A record that another was taken into may hold an open episode beside
 * closed ones, whatever its own row says.
 */
export function closedOnOf({
  client,
  episodes,
}: Pick<ClientFile, 'client' | 'episodes'>): string | undefined {
  if (episodes.some(({ state }) => state === 'OPEN')) return undefined;
  const days = [client.closedOn, ...episodes.map(({ closing }) => closing?.on)];
  return days.reduce((one, other) => ((other ?? '') > (one ?? '') ? other : one), undefined);
}
