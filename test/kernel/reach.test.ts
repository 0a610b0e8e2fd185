import { email, internationalNumber, phone } from '@ohjaamo/shared/kernel/reach.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

describe('A telephone number that somebody typed', () => {
  it.each(['040 123 4567', '+358 (40) 123-4567', '0046 70 123 45', '12345'])('%s can be dialled', (text) => {
    expect(phone.safeParse(text).success).toBe(true);
  });

  it.each(['00000', '+00000', '000000', '+0401234567', '0000 401234567', '123456789012345', '- - -'])(
    '%s cannot be dialled from anywhere',
    (text) => {
      expect(phone.safeParse(text).success).toBe(false);
    },
  );

  it('is one that the service of text messages takes, or it is refused here', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?[\d ()-]{5,25}$/u), (text) => {
        const parsed = phone.safeParse(text);
        // Pattern of DestinationPhoneNumber in the API reference of SendTextMessage.
        if (parsed.success) expect(internationalNumber(parsed.data)).toMatch(/^\+?[1-9]\d{1,18}$/u);
      }),
    );
  });
});

describe('An e-mail address that somebody typed', () => {
  it.each(['young@example.org', "o'young+time@mail.example.org", `${'a'.repeat(64)}@example.org`])(
    '%s can be written to',
    (text) => {
      expect(email.safeParse(text).success).toBe(true);
    },
  );

  it.each([
    ['a name of 65 letters', `${'a'.repeat(65)}@example.org`],
    ['a label that ends in a hyphen', 'young@a-.example'],
    ['a label of 64 letters', `young@${'a'.repeat(64)}.example`],
    ['no domain', 'young@'],
  ])('%s cannot', (_what, text) => {
    expect(email.safeParse(text).success).toBe(false);
  });
});
