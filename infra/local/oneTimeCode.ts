import { Secret, TOTP } from 'otpauth';

/** The code that an authenticator app shows for a base32 secret (RFC 6238) at `at`, milliseconds since 1970. */
export function oneTimeCode(totpSecret: string, at: number = Date.now()): string {
  return new TOTP({ secret: Secret.fromBase32(totpSecret) }).generate({ timestamp: at });
}
