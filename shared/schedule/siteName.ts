import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { siteId, slug } from '../kernel/ids.ts';

/** A site by its name. */
export const siteName = z.strictObject({ id: siteId, slug, name: localizedText });
