import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { channelTypes } from './reading.ts';

/** A way to a service of the catalogue: a telephone, a page, a place. */
export const channelView = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    name: localizedText,
    channelType: z.enum(channelTypes).optional(),
    phones: z.array(z.string()),
    emails: z.array(z.string()),
    webPages: z.array(z.string()),
    addresses: z.array(z.string()),
  }),
);
