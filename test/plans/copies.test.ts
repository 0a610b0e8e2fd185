import { createHash } from 'node:crypto';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { people } from '../support/workTown.ts';
import { action, newId, planTown } from './planTown.ts';

/** A document as a reader and assistive technology get it. */
async function readDocument(base64: string) {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  const document = await getDocument({ data: bytes, verbosity: 0 }).promise;
  const pages = await Promise.all(
    Array.from({ length: document.numPages }, async (_, index) => {
      const page = await document.getPage(index + 1);
      const { items } = await page.getTextContent();
      return {
        text: items.map((item) => ('str' in item ? item.str : '')).join(' '),
        tree: JSON.stringify(await page.getStructTree()),
      };
    }),
  );
  const { info } = await document.getMetadata();
  const mark: unknown = await document.getMarkInfo();
  const [text, tree] = [pages.map((page) => page.text).join(' '), pages.map((page) => page.tree).join()];
  return {
    text,
    tree,
    info: info as Record<string, unknown>,
    // The types of pdfjs say an object, what it gives is a map.
    marked: (mark instanceof Map ? Object.fromEntries(mark) : mark) as unknown,
    pages: pages.length,
  };
}

async function townWithCopy() {
  const town = await planTown();
  const { goal } = await town.agreed('أريد أن أجد عملاً');
  const set = [
    { path: 'needs', value: 'Čohkkejuvvon ođđa ruoktu ŧ, Хочу работать' },
    ...action(newId(), {
      goal,
      organisation: 'KELA',
      who: `STAFF#${people.partner.id}`,
      deadline: '2027-02-20',
    }),
    ...action(newId(), { what: '<script>alert(1)</script> 🏠', who: 'YOUNG_PERSON' }),
  ];
  await town.plan.change('counsellor', { base: 1, set });
  return town;
}

describe('A frozen copy', () => {
  it('is what the plan was, whatever becomes of the plan; its hash is that of its JSON', async () => {
    const town = await townWithCopy();
    const taken = await town.plan.freeze('counsellor', 2);
    expect(taken.status).toBe(201);
    await town.plan.change('counsellor', { base: 2, set: [{ path: 'needs', value: 'Jotain muuta' }] });
    const copy = await town.plan.copy('counsellor', taken.body.id);
    expect(createHash('sha256').update(copy.text).digest('hex')).toBe(taken.body.sha256);
    expect(copy.body).toMatchObject({
      version: 2,
      person: 'Asiakas',
      withheld: false,
      needs: ['Čohkkejuvvon ođđa ruoktu ŧ, Хочу работать'],
      takenFor: { code: 'YOUTH' },
    });
    expect((await town.plan.read()).body.copies).toEqual([taken.body]);
  });

  it('is one copy when it is asked for again, and another id’s is another', async () => {
    const town = await townWithCopy();
    const id = newId();
    const [first, again] = await Promise.all([
      town.plan.freeze('counsellor', 2, id),
      town.plan.freeze('counsellor', 2, id),
    ]);
    expect(again.body).toEqual(first.body);
    expect((await town.plan.freeze('counsellor', 1, id)).problem.type).toBe('/problems/id-already-used');
    expect((await town.plan.freeze('counsellor', 1)).problem.type).toBe('/problems/stale-version');
  });

  it('for a partner holds what was agreed, is logged with the consent, and closes with it', async () => {
    const town = await townWithCopy();
    const own = await town.plan.freeze('partner', 2);
    expect(own.problem.type).toBe('/problems/access-refused');
    const consent = await town.consent();
    const taken = await town.plan.freeze('partner', 2);
    expect(taken.status).toBe(201);
    expect(await town.trailOf(town.client)).toContainEqual({
      action: 'TAKE_PLAN_COPY',
      outcome: 'DONE',
      staffId: people.partner.id,
      subject: town.client,
      organisation: 'KELA',
      purpose: 'GUIDANCE',
      consents: [consent],
    });
    expect((await town.plan.copy('counsellor', taken.body.id)).status).toBe(404);
    expect((await town.plan.copy('partner', taken.body.id)).status).toBe(200);
    await town.withdraw(consent);
    expect((await town.plan.copy('partner', taken.body.id)).problem.type).toBe('/problems/access-refused');
    expect((await town.plan.print('partner', taken.body.id)).problem.type).toBe('/problems/access-refused');
    expect((await town.plan.read('partner')).body.copies).toEqual([]);
  });

  it('for a partner without a consent holds the own actions and says that there was more', async () => {
    const town = await townWithCopy();
    await town.plan.change('partner', {
      base: 2,
      set: action(newId(), { organisation: 'KELA', what: 'Kelan oma' }),
    });
    const taken = await town.plan.freeze('partner', 3);
    const { body } = await town.plan.copy('partner', taken.body.id);
    expect(body.actions.map(({ what }) => what)).toEqual([['Kelan oma']]);
    expect([body.goals, body.needs, body.withheld]).toEqual([[], [], true]);
  });

  it('is not taken when the trail cannot be written, and not by the house in passing', async () => {
    const town = await townWithCopy();
    await town.opens('outreachWorker', town.client);
    expect((await town.plan.freeze('outreachWorker', 2)).problem.type).toBe('/problems/access-refused');
    const { plansRoutes } = await import('@ohjaamo/shared/plans/contract.ts');
    const body = { copyId: newId(), version: 2 };
    const answer = await town.withoutTrail('counsellor', plansRoutes.freezePlan, {
      parameters: town.parameters,
      body,
    });
    expect(answer.status).toBe(500);
    expect((await town.plan.read()).body.copies).toEqual([]);
  });
});

describe('The document of a copy', () => {
  it('is a tagged PDF in the reader’s language, with every script in it, and names nobody in its file name', async () => {
    const town = await townWithCopy();
    const { body } = await town.plan.freeze('counsellor', 2);
    const answer = await town.plan.print('counsellor', body.id, 'fi');
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="ohjaamo.pdf"');
    const { text, tree, info, marked } = await readDocument(answer.text);
    expect(info).toMatchObject({ Title: 'Yhteinen suunnitelma', Language: 'fi' });
    expect(marked).toMatchObject({ Marked: true });
    for (const role of ['"H1"', '"H2"', '"H3"', '"P"', '"L"', '"LI"', '"LBody"'])
      expect(tree).toContain(role);
    expect(tree).toContain('أريد أن أجد عملاً');
    expect(tree).toContain('<script>alert(1)</script> 🏠');
    for (const part of [
      'Čohkkejuvvon ođđa ruoktu ŧ, Хочу работать',
      '<script>alert(1)</script> □',
      'viimeistään 20.2.2027',
      body.sha256,
    ]) {
      expect(text).toContain(part);
    }
    const swedish = await readDocument((await town.plan.print('counsellor', body.id, 'sv')).text);
    expect(swedish.info).toMatchObject({ Title: 'Gemensam plan', Language: 'sv' });
    expect(swedish.text).toContain('den unga själv');
  });

  it('is the same, byte for byte, each time it is written', async () => {
    const town = await townWithCopy();
    const { body } = await town.plan.freeze('counsellor', 2);
    const [one, other] = [
      await town.plan.print('counsellor', body.id),
      await town.plan.print('counsellor', body.id),
    ];
    expect(one.text === other.text).toBe(true);
  });

  it('runs over as many pages as the plan needs', async () => {
    const town = await planTown();
    await town.agreed();
    const set = Array.from({ length: 10 }, () =>
      action(newId(), { what: 'Pitkä sovittu asia '.repeat(50) }),
    ).flat();
    await town.plan.change('counsellor', { base: 1, set });
    const { body } = await town.plan.freeze('counsellor', 2);
    const { pages, text } = await readDocument((await town.plan.print('counsellor', body.id)).text);
    expect(pages).toBeGreaterThan(2);
    expect(text).toContain(`${pages} / ${pages}`);
  });
});

describe('Two clients who are one person', () => {
  it('have one plan that holds both: rows that were moved are read as one, and made one by the next change', async () => {
    const town = await planTown();
    await town.agreed('Oma koti');
    const { cases, keys, vault } = town.house.scope(town.tenantId, 'plans');
    // As the merge of clients leaves it: the other client's plan in this partition, sealed for its place here.
    const { clientForm } = await import('../cases/caseTown.ts');
    const form = clientForm();
    await town.as('counsellor', casesRoutes.openClient, { body: form });
    const fields = {
      needs: [{ value: 'Apua arkeen', by: people.counsellor.id, at: '2027-01-05T08:00:00.000Z' }],
      reviewOn: [{ value: '2027-05-05', by: people.counsellor.id, at: '2027-01-05T08:00:00.000Z' }],
    };
    const sk = `PLAN#${form.clientId}`;
    await cases.put({
      ...keys.client(town.client, sk),
      kind: 'PLAN',
      plan: form.clientId,
      version: 4,
      at: '2027-01-05T08:00:00.000Z',
      told: {},
      signatures: [],
      sealed: { fields: await vault.seal(`CLIENT#${town.client}|${sk}|fields`, JSON.stringify(fields)) },
    });
    const { body } = await town.plan.read();
    expect([body.version, body.needs[0]?.value, body.goals.length]).toEqual([2, 'Apua arkeen', 1]);
    expect(body.reviewOn.map(({ value }) => value).sort()).toEqual(['2027-04-01', '2027-05-05']);
    const decided = await town.plan.change('counsellor', {
      base: 2,
      set: [{ path: 'reviewOn', value: '2027-05-05' }],
    });
    expect(decided.body).toMatchObject({ version: 3, reviewOn: [{ value: '2027-05-05' }], unsignable: [] });
    expect((await town.plan.read()).body.needs[0]?.value).toBe('Apua arkeen');
  });
});
