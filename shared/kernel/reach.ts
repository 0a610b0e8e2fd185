import * as z from 'zod';
import { singleLine } from './names.ts';

/** `<tenantId>.<recordId>.<secret>`: needs no look-up, and holds no personal data. */
export const recordLink = z.string().regex(/^[0-9a-z]{10}\.[0-9a-z]{20}\.[A-Za-z0-9_-]{22}$/u);

/** A name to be called by. */
export const nickname = singleLine(40);

/** A number as it is dialled abroad (E.164); a number without a country is Finnish. */
export function internationalNumber(phone: string): string {
  if (phone.startsWith('+')) return phone;
  if (phone.startsWith('00')) return `+${phone.slice(2)}`;
  return `+358${phone.replace(/^0/u, '')}`;
}

/** A telephone number as people write it, that can be dialled (E.164); kept as digits with an optional plus. */
export const phone = z.lazy(() =>
  z
    .string()
    .trim()
    .regex(/^\+?[\d ()-]{5,25}$/u)
    .transform((text) => text.replaceAll(/[^\d+]/gu, ''))
    .pipe(z.string().regex(/^\+?\d{5,16}$/u))
    .refine(
      (number) => /^\+[1-9]\d{6,14}$/u.test(internationalNumber(number)),
      'not a number that can be dialled',
    ),
);

/**
 * An address that a mail service takes: zod's own pattern, and the lengths and the labels of RFC 5321 §4.5.3.1 and RFC 1035
 * §2.3.1, which the pattern leaves open.
 */
export const email = z.lazy(() =>
  z
    .email()
    .max(254)
    .refine((address) => {
      const [local = '', domain = ''] = address.split('@');
      return local.length <= 64 && domain.split('.').every((label) => /^.{0,62}[a-z\d]$/iu.test(label));
    }, 'not an address that mail can be sent to'),
);

/** Where a meeting by video is joined: printable ASCII, so that it breaks no line of a mail or of a calendar file. */
export const videoLink = z.lazy(() =>
  z
    .string()
    .trim()
    .max(500)
    .regex(/^https:\/\/[!-~]+$/u)
    .pipe(z.url()),
);
