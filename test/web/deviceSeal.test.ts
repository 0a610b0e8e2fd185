import { describe, expect, it } from 'vitest';
import { isSamePair, type KeyPair, open, seal } from '../../web/src/islands/device/seal.ts';

/** A pair as the service would tell it. */
async function pair(): Promise<KeyPair> {
  const made = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const { x = '', y = '', d = '' } = await crypto.subtle.exportKey('jwk', made.privateKey);
  return { kty: 'EC', crv: 'P-256', x, y, d };
}

const entry = { fields: [['topics', 'HOUSING']], reasons: ['Nuori jäi ilman asuntoa'] };

describe('What a worker’s device keeps', () => {
  it('is written with the public half and read with the private one', async () => {
    const { d: _, ...shown } = await pair();
    const own = await pair();
    const { d, ...ownShown } = own;
    const sealed = await seal(ownShown, 'entry|a|1', entry);
    expect(await open({ ...ownShown, d }, 'entry|a|1', sealed)).toEqual(entry);
    expect(isSamePair(ownShown, own)).toBe(true);
    expect(isSamePair(shown, own)).toBe(false);
  });

  it('tells nothing of what stands in it', async () => {
    const own = await pair();
    const { once, nonce, text } = await seal(own, 'entry|a|1', entry);
    const bytes = Buffer.concat([Buffer.from(once), Buffer.from(nonce), Buffer.from(text)]).toString(
      'latin1',
    );
    for (const word of ['topics', 'HOUSING', 'Nuori', 'asuntoa']) expect(bytes).not.toContain(word);
  });

  it('is another text each time, for the same words too', async () => {
    const own = await pair();
    const texts = await Promise.all([1, 2, 3].map(async () => (await seal(own, 'a', entry)).text));
    expect(new Set(texts.map((each) => Buffer.from(each).toString('base64'))).size).toBe(3);
  });

  it('opens for nobody else, for no other place, and not after a change', async () => {
    const own = await pair();
    const sealed = await seal(own, 'entry|a|1', entry);
    expect(await open(await pair(), 'entry|a|1', sealed)).toBeUndefined();
    expect(await open(own, 'entry|a|2', sealed)).toBeUndefined();
    const changed = new Uint8Array(sealed.text.slice(0));
    changed[0] = (changed[0] ?? 0) ^ 1;
    expect(await open(own, 'entry|a|1', { ...sealed, text: changed.buffer })).toBeUndefined();
  });
});
