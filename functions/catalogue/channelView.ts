import { channelTypes } from '@ohjaamo/shared/catalogue/reading.ts';
import type { ItemRow } from './readingRepository.ts';

/** A way to a service as it is shown; a kind of way that we do not know is left out. */
export function channelView({ id, name, channelType, phones, emails, webPages, addresses }: ItemRow) {
  const known = channelTypes.find((each) => each === channelType);
  return { id, name, ...(known && { channelType: known }), phones, emails, webPages, addresses };
}
