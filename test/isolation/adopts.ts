import { networkTable } from '@ohjaamo/functions/kernel/house.ts';
import { handIn, tellLesson } from '@ohjaamo/functions/templates/index.ts';
import { markOf, NOTHING } from '@ohjaamo/shared/adoptions/places.ts';
import { randomIds, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import { texts } from '../templates/given.ts';
import type { Ids, Settled } from './ids.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';
import { isolationTables } from './tables.ts';

/** The text that the network changes, and the one that every town does. */
export const CHANGED = '/texts/messages.title/text/fi';
const OWN = '/texts/messages.lead/text/fi';
const said = (title: string, lead: string) => ({
  texts: [
    { key: 'messages.title', text: { fi: title } },
    { key: 'messages.lead', text: { fi: lead } },
  ],
});

/** What a town tries out. */
export const TRIAL = {
  title: { fi: 'Puhelin auki iltaan' },
  needs: ['EMPLOYMENT' as const],
  need: { fi: 'Töissä olevat eivät ehdi soittaa päivällä.' },
  change: { fi: 'Puhelin vastaa keskiviikkoisin kello 18 asti.' },
  ...{ metric: 'M01' as const, from: '2027-02-01', to: '2027-04-30' },
};

/** How a trial of every town ends, and under which code and when the network hears of it. */
const TOLD = {
  event: 'TELL_LESSON' as const,
  decision: { fi: 'Ei jatketa.' },
  lesson: { fi: 'Ilta oli hiljainen.' },
};
const LESSONS_OF = '001';
/** A lesson of a municipality that is in none of the towns' tables: the stewards decide about everybody's. */
export const TOLD_LESSON = { municipality: '002', lesson: 'toldlesson' };
const TOLD_AT = '2027-01-04T08:00:00.000Z';

/** The mark of the lead as it stands, and of what every town would keep. */
export const LEAD = await markOf('Oma alku.');
export const KEPT = await markOf(said('Kirjoita meille', 'Oma alku.'));

/** The mark of what every town decides about: its own title and the next version's. */
export const ABOUT = await markOf({ local: 'Kirjoita meille', upstream: 'Kirjoita tai soita' });

/** The mark of the practice as every town would take it into use. */
export const TAKEN = await markOf({ content: said('Kirjoita meille', 'Oma alku.'), basis: '' });

/** The town adopts a practice, changes it and is on the way to the next version; of another it has kept the next version. */
export async function adopt(
  send: Send,
  of: Settled,
  at: string,
): Promise<Pick<Ids, 'practiceTo' | 'wholeDraftAt' | 'thrownDraftAt'>> {
  const admin = somebody('TENANT_ADMIN', of);
  const { practice, mergedPractice } = of.ids;
  const first = await publish(send, of, at, texts(practice, { content: said('Kirjoita meille', 'Alku.') }));
  const seen = await markOf('Alku.');
  const parameters = { kind: 'MESSAGE_TEXTS', name: practice } as const;
  await must(send, routes.adoptTemplate, { actor: admin, body: { address: first, left: [] } });
  const changes = [{ place: OWN, seen, value: 'Oma alku.' }];
  await must(send, routes.changeAdoption, { actor: admin, parameters, body: { changes } });
  const practiceTo = await publish(
    send,
    of,
    at,
    texts(practice, { version: '2', parents: [first], content: said('Kirjoita tai soita', 'Alku.') }),
  );
  const body = { address: practiceTo };
  await must(send, routes.beginMerge, { actor: admin, parameters, body });
  await must(send, routes.decideMerge, {
    actor: admin,
    parameters,
    body: { ...body, place: CHANGED, side: 'LOCAL' },
  });
  const other = { kind: 'MESSAGE_TEXTS', name: mergedPractice } as const;
  const mergedFrom = await publish(send, of, at, texts(mergedPractice));
  const next = texts(mergedPractice, {
    version: '2',
    parents: [mergedFrom],
    content: said('Kirjoita', 'Alku.'),
  });
  const to = await publish(send, of, at, next);
  await must(send, routes.adoptTemplate, { actor: admin, body: { address: mergedFrom, left: [] } });
  await must(send, routes.beginMerge, { actor: admin, parameters: other, body: { address: to } });
  const mark = await markOf(next.content);
  await must(send, routes.keepMerge, { actor: admin, parameters: other, body: { address: to, mark } });
  const used = { useId: randomIds.id(20), mark: await markOf({ content: next.content, basis: '' }) };
  await must(send, routes.takeIntoUse, { actor: admin, parameters: other, body: used });
  const gone = { kind: 'MESSAGE_TEXTS', name: of.ids.endedPractice } as const;
  const goneAddress = await publish(send, of, at, texts(gone.name));
  await must(send, routes.adoptTemplate, { actor: admin, body: { address: goneAddress, left: [] } });
  await must(send, routes.endAdoption, { actor: admin, parameters: gone, body: { uses: 1 } });
  for (const id of [of.ids.trial, of.ids.runningTrial]) {
    await must(send, routes.beginTrial, { actor: admin, body: { id, trial: TRIAL } });
  }
  const running = { actor: admin, parameters: { trial: of.ids.runningTrial } };
  await must(send, routes.stepTrial, { ...running, body: { step: { event: 'START' } } });
  await tellLessons(send, of);
  return { practiceTo, ...(await write(send, of)) };
}

/** What every town writes of its own. */
export const DRAFT = { kind: 'MESSAGE_TEXTS' as const, title: { fi: 'Omat tekstit' } };

/** The town writes practice: one is begun, one is whole, one is thrown away. */
async function write(send: Send, of: Settled): Promise<Pick<Ids, 'wholeDraftAt' | 'thrownDraftAt'>> {
  const actor = somebody('TENANT_ADMIN', of);
  const { draft, wholeDraft, thrownDraft } = of.ids;
  for (const name of [draft, wholeDraft, thrownDraft]) {
    await must(send, routes.beginDraft, { actor, body: { ...DRAFT, name } });
  }
  const writing = { actor, parameters: { kind: DRAFT.kind, name: wholeDraft } };
  const about = [{ place: '/summary', seen: NOTHING, value: { fi: 'Miten meillä sanotaan.' } }];
  await must(send, routes.changeDraft, { ...writing, body: { of: 'ABOUT', changes: about } });
  const value = { key: 'messages.title', text: { fi: 'Kirjoita meille' } };
  const content = [{ place: '/texts/messages.title', seen: NOTHING, value }];
  await must(send, routes.changeDraft, { ...writing, body: { of: 'CONTENT', changes: content } });
  const thrown = { actor, parameters: { kind: DRAFT.kind, name: thrownDraft } };
  const changedAt = async (of: typeof thrown) =>
    ((await send(routes.readDraft, of)).body as unknown as { changedAt: string }).changedAt;
  await must(send, routes.throwDraftAway, { ...thrown, body: { changedAt: await changedAt(thrown) } });
  return { wholeDraftAt: await changedAt(writing), thrownDraftAt: await changedAt(thrown) };
}

/** Two trials end as lessons, of which the stewards publish one. */
async function tellLessons(send: Send, of: Settled): Promise<void> {
  const admin = somebody('TENANT_ADMIN', of);
  for (const id of [of.ids.toldTrial, of.ids.publishedTrial]) {
    await must(send, routes.beginTrial, { actor: admin, body: { id, trial: TRIAL } });
    const steps = [{ event: 'START' as const }, { event: 'EVALUATE' as const }, TOLD];
    for (const step of steps) {
      await must(send, routes.stepTrial, { actor: admin, parameters: { trial: id }, body: { step } });
    }
    const { event: _event, ...words } = TOLD;
    const lesson = { ...TRIAL, ...words, id, municipality: LESSONS_OF, toldAt: TOLD_AT };
    const told = { tenantId: tenantId.parse(of.tenantId), turn: 1, act: 'HAND_IN' as const, lesson };
    await tellLesson(networkTable(isolationTables), told);
    const { municipality, lesson: elsewhere } = TOLD_LESSON;
    await tellLesson(networkTable(isolationTables), {
      ...told,
      tenantId: tenantId.parse('elsewhere0'),
      lesson: { ...lesson, municipality, id: elsewhere },
    });
  }
  await must(send, routes.decideLesson, {
    actor: somebody('NETWORK_STEWARD', of),
    parameters: { municipality: LESSONS_OF, lesson: of.ids.publishedTrial },
    body: { decided: { decision: 'PUBLISH', turn: 1 } },
  });
}

async function publish(send: Send, of: Settled, at: string, template: TemplateVersion): Promise<string> {
  const from = { tenantId: tenantId.parse(of.tenantId), municipality: '001', at };
  const handed = await handIn(networkTable(isolationTables), { template, ...from });
  if (!handed.ok) throw new Error('The practice was not handed in');
  const { address } = handed.value;
  await must(send, routes.publishTemplate, {
    actor: somebody('NETWORK_STEWARD', of),
    parameters: { address },
    body: {},
  });
  return address;
}
