import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { planDocument } from '@ohjaamo/functions/plans/document/planDocument.ts';
import { buildFunctions } from '@ohjaamo/infra/command/build.ts';
import { planCopy } from '@ohjaamo/shared/plans/copy.ts';
import { expect, it } from 'vitest';
import { newId } from './planTown.ts';

it(
  'the bundle that is delivered writes documents with the fonts beside it',
  { timeout: 90_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plans-'));
    await buildFunctions({ names: ['plans'], folderOf: () => folder });
    expect(readdirSync(join(folder, 'fonts')).sort()).toEqual(['DejaVuSans-Bold.ttf', 'DejaVuSans.ttf']);
    const part = readdirSync(folder).find((name) => /^planDocument-.*\.mjs$/u.test(name)) ?? '';
    const loaded = (await import(pathToFileURL(join(folder, part)).href)) as {
      readonly planDocument: typeof planDocument;
    };
    const copy = planCopy.parse({
      ...{ id: newId(), clientId: newId(), person: 'Asiakas', municipality: { fi: 'Kunta' }, version: 1 },
      ...{
        at: '2027-02-01T06:30:00.000Z',
        takenBy: 'Ohjaaja',
        takenFor: { code: 'KELA', name: { fi: 'Kela' } },
      },
      ...{ withheld: false, needs: ['سكن'], reviewOn: [], goals: [], actions: [], supporters: [] },
      ...{ youngPersonView: [], workerView: [], externalPlan: false, externalReviewOn: [] },
    });
    const bytes = await loaded.planDocument(copy, '0'.repeat(64), 'fi');
    expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-');
  },
);
