import { MessageRefused } from '@ohjaamo/functions/kernel/handOver.ts';
import { textMessages } from '@ohjaamo/functions/kernel/sms.ts';
import { startTextCatcher, type TextCatcher } from '@ohjaamo/infra/local/textMessages.ts';
import { internationalNumber } from '@ohjaamo/shared/kernel/reach.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

let catcher: TextCatcher;

beforeAll(async () => {
  catcher = await startTextCatcher();
  vi.stubEnv('AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2', catcher.endpoint);
  vi.stubEnv('AWS_REGION', 'eu-north-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await catcher.stop();
});

describe('a text message', () => {
  it('sent by the house is caught, and shown on a page', async () => {
    await textMessages('OHJAAMO')({ to: '+358401234567', text: 'Huomenna klo 9.00' });
    expect(catcher.texts()).toContainEqual({ to: '+358401234567', text: 'Huomenna klo 9.00' });
    expect(await (await fetch(catcher.endpoint)).text()).toContain('Huomenna klo 9.00');
  });

  it.each(['040 123', '+000'])('to %s, which nobody can dial, is refused for good', async (to) => {
    await expect(textMessages('OHJAAMO')({ to, text: 'Hei' })).rejects.toThrow(MessageRefused);
  });

  it.each([
    ['0401234567', '+358401234567'],
    ['+4670123456', '+4670123456'],
    ['0046701234', '+46701234'],
  ])('goes from %s to %s', (written, dialled) => {
    expect(internationalNumber(written)).toBe(dialled);
  });
});
