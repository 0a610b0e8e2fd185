import * as z from 'zod';
import { singleLine } from './names.ts';

/** `<tenantId>.<recordId>.<secret>`: needs no look-up, and holds no personal data. */
export const recordLink = z.string().regex(/^[0-9a-z]{10}\.[0-9a-z]{20}\.[A-Za-z0-9_-]{22}$/u);

/** A name to be called by. */
export const nickname = singleLine(40);

/** A telephone number as people write it; kept as digits with an optional plus. */
export const phone = z
  .string()
  .trim()
  .regex(/^\+?[\d ()-]{5,25}$/u)
  .transform((text) => text.replaceAll(/[^\d+]/gu, ''))
  .pipe(z.string().regex(/^\+?\d{5,16}$/u));

/** Where a meeting by video is joined: printable ASCII, so that it breaks no line of a mail or of a calendar file. */
export const videoLink = z
  .string()
  .trim()
  .max(500)
  .regex(/^https:\/\/[!-~]+$/u)
  .pipe(z.url());
