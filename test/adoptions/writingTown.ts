import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { NOTHING } from '@ohjaamo/shared/adoptions/places.ts';
import { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import type { Json } from '@ohjaamo/shared/templates/json.ts';
import * as z from 'zod';
import { call } from '../support/house.ts';
import type { Person } from '../support/workTown.ts';
import { ownName } from '../templates/libraryTown.ts';
import { practiceTown, steward } from './practiceTown.ts';

export const TITLE = { fi: 'Meidän ensimmäinen suunnitelma' };
export const GOAL = { key: 'own1', words: { fi: 'Haluan oman rytmin.' } };

/** A town that writes a plan of its own. */
export async function writingTown() {
  const practice = await practiceTown();
  const { town, stewards } = practice;
  const parameters = { kind: 'PLAN', name: ownName() } as const;
  const { kind, name } = parameters;
  const begin = (title: { fi: string } = TITLE, as: Person = 'admin') =>
    town.as(as, adoptionsRoutes.beginDraft, { body: { kind, name, title } });
  const read = async () => (await town.as('admin', adoptionsRoutes.readDraft, { parameters })).body;
  const write = async (
    of: 'ABOUT' | 'CONTENT',
    place: string,
    value: Json,
    { seen = NOTHING, as = 'admin' }: { readonly seen?: string; readonly as?: Person } = {},
  ) =>
    town.as(as, adoptionsRoutes.changeDraft, { parameters, body: { of, changes: [{ place, seen, value }] } });
  const fill = async () => {
    await begin();
    await write('ABOUT', '/summary', { fi: 'Miten alkuun päästään.' });
    await write('CONTENT', '/goals/own1', GOAL);
    return (await write('CONTENT', '/reviewWithinDays', 30)).body;
  };
  const adopt = (changedAt: string) =>
    town.as('admin', adoptionsRoutes.adoptDraft, { parameters, body: { changedAt } });
  const adopted = async () => (await adopt((await fill()).changedAt)).body;
  const copy = async () => (await town.as('admin', adoptionsRoutes.readAdoption, { parameters })).body;
  const offer = (version = '1') =>
    town.as('admin', adoptionsRoutes.offerChanges, { parameters, body: { version } });
  const change = (of: 'ABOUT' | 'CONTENT', place: string, seen: string, value: Json) =>
    town.as('admin', adoptionsRoutes.changeAdoption, {
      parameters,
      body: { of, changes: [{ place, seen, value }] },
    });
  const publishHandedIn = (address: string) =>
    call(stewards, stewardshipRoutes.publishTemplate, { actor: steward, parameters: { address }, body: {} });
  const sendBack = (address: string, reason: string) =>
    call(stewards, stewardshipRoutes.returnTemplate, {
      actor: steward,
      parameters: { address },
      body: { reason },
    });
  const line = async () => {
    const { work, keys } = town.house.scope(town.tenantId, 'adoptions');
    const row = z.looseObject({ pk: z.string(), sk: z.string() });
    const { items } = await work.query(keys.adoptions('').pk, row);
    return items.find(({ sk }) => sk.endsWith(name)) ?? {};
  };
  return {
    ...{
      ...practice,
      adoptVersion: (address: string) => practice.adopt([], address),
      parameters,
      begin,
      read,
      write,
      fill,
      adopt,
      adopted,
      copy,
      offer,
      change,
      publishHandedIn,
      sendBack,
      line,
    },
  };
}
