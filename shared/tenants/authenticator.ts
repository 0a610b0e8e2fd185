import * as z from 'zod';

/** The secret of a second factor as Cognito gives it: Base32 (RFC 4648), without padding. */
export const authenticatorSecret = z.string().regex(/^[A-Z2-7]{16,128}$/u);

/**
 * What an authenticator app reads from the QR code (Key Uri Format).
 *
 * @param account the name that the app shows beside the codes
 * @param secret see {@link authenticatorSecret}
 */
export function authenticatorAddress(account: string, secret: string): string {
  const query = new URLSearchParams({
    secret,
    issuer: 'Ohjaamo',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
  return `otpauth://totp/Ohjaamo:${encodeURIComponent(account)}?${query.toString()}`;
}
