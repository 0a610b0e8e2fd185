import {
  DATA_KEY_MILLISECONDS,
  dataKeys,
  openVault,
  SealBrokenError,
} from '@ohjaamo/functions/kernel/vault.ts';
import {
  kmsTenantKeys,
  tenantKeyAlias,
  tenantKeyServices,
} from '@ohjaamo/functions/kernel/tenancy/tenantKey.ts';
import { LOCAL_CREDENTIALS } from '@ohjaamo/infra/local/dynamodb.ts';
import { randomIds, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { DisableKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testClock, testHouse } from '../support/house.ts';

/** A tenant with its key; `now` is what the memory of data keys goes by. */
async function town(now: () => number = () => 0) {
  const house = testHouse(testClock('2027-02-01T09:00Z'), { memberRole: 'cases', streetRole: 'street' });
  const id = tenantId.parse(randomIds.id(10));
  await kmsTenantKeys()(id);
  const { cases, keys } = house.scope(id, 'cases');
  const assume = () => Promise.resolve({ ...LOCAL_CREDENTIALS });
  const keyService = tenantKeyServices({ cases: 'arn:local:cases' }, assume)(id, 'cases');
  const open = () =>
    openVault({ tenantId: id, cases, place: keys.dataKey(), keyService, remember: dataKeys(now) });
  return { id, open, vault: open() };
}

describe('What is sealed for a tenant', () => {
  it('opens again in another function, and does not show the text', async () => {
    const { vault, open } = await town();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 2000 }), async (text) => {
        const sealed = await vault.seal('CLIENT#1|NOTE#1|text', text);
        expect(text.length < 4 || !sealed.includes(text)).toBe(true);
        expect(await open().open('CLIENT#1|NOTE#1|text', sealed)).toBe(text);
      }),
      { numRuns: 25, examples: [['Säämegiella áššit 👩‍👧'], ['نص عربي'], ['']] },
    );
  });

  it('opens neither in another place, nor in another tenant, nor when a letter of it was changed', async () => {
    const [{ vault }, other] = [await town(), await town()];
    const sealed = await vault.seal('CLIENT#1|NOTE#1|text', 'Etsitään asuntoa');
    const swapped = sealed.replace(/.$/u, (last) => (last === 'A' ? 'B' : 'A'));
    await expect(vault.open('CLIENT#2|NOTE#1|text', sealed)).rejects.toThrow(SealBrokenError);
    await expect(other.vault.open('CLIENT#1|NOTE#1|text', sealed)).rejects.toThrow(SealBrokenError);
    await expect(vault.open('CLIENT#1|NOTE#1|text', swapped.slice(0, -4))).rejects.toThrow(SealBrokenError);
    await expect(vault.open('CLIENT#1|NOTE#1|text', 'plain')).rejects.toThrow(SealBrokenError);
  });

  it('is found by a hash that differs between tenants and kinds', async () => {
    const [{ vault, open }, other] = [await town(), await town()];
    const found = await vault.fingerprint('IDENTITY', '010190-999R');
    expect(await open().fingerprint('IDENTITY', '010190-999R')).toBe(found);
    expect(await vault.fingerprint('NAME', '010190-999R')).not.toBe(found);
    expect(await other.vault.fingerprint('IDENTITY', '010190-999R')).not.toBe(found);
    expect(found).toMatch(/^[\w-]{43}$/u);
  });

  it('is sealed with one data key, however many functions are the first', async () => {
    const { open } = await town();
    const sealed = await Promise.all([1, 2, 3, 4].map((each) => open().seal('x', String(each))));
    const vault = open();
    expect(await Promise.all(sealed.map((each) => vault.open('x', each)))).toEqual(['1', '2', '3', '4']);
  });

  it('is closed five minutes after the key was disabled at the latest', async () => {
    let now = 0;
    const { id, vault } = await town(() => now);
    const sealed = await vault.seal('x', 'Etsitään asuntoa');
    await new KMSClient({}).send(new DisableKeyCommand({ KeyId: tenantKeyAlias(id) }));
    now = DATA_KEY_MILLISECONDS;
    await expect(vault.open('x', sealed)).rejects.toThrow();
  });
});

describe('The key of a new tenant', () => {
  it('is made once, however often and at one time it is asked for', async () => {
    const { id, open } = await town();
    const sealed = await open().seal('x', 'text');
    await Promise.all([kmsTenantKeys()(id), kmsTenantKeys()(id)]);
    expect(await open().open('x', sealed)).toBe('text');
  });
});
