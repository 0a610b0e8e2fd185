import { authenticatorAddress, authenticatorSecret } from '@ohjaamo/shared/tenants/authenticator.ts';
import { URI } from 'otpauth';
import { describe, expect, it } from 'vitest';

describe('The secret of an authenticator', () => {
  it('is read by an app from its address', () => {
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const read = URI.parse(authenticatorAddress('admin&x=1@inari.example', secret));
    expect(read).toMatchObject({ issuer: 'Ohjaamo', label: 'admin&x=1@inari.example', digits: 6 });
    expect(read.secret.base32).toBe(secret);
  });

  it.each(['', 'JBSW', 'javascript:alert(1)', 'jbswy3dpehpk3pxp', 'JBSWY3DPEHPK3PX1', 'A'.repeat(129)])(
    'is not %s',
    (text) => {
      expect(authenticatorSecret.safeParse(text).success).toBe(false);
    },
  );
});
