import { handIn } from '@ohjaamo/functions/templates/index.ts';
import { stewardshipDispatch } from '@ohjaamo/functions/stewardship/dispatch.ts';
import { templatesDispatch } from '@ohjaamo/functions/templates/dispatch.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { markOf } from '@ohjaamo/shared/adoptions/places.ts';
import { standing } from '@ohjaamo/shared/adoptions/change.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import { kinds } from '@ohjaamo/shared/templateKinds.ts';
import { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import type { Json, JsonObject } from '@ohjaamo/shared/templates/json.ts';
import type { TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import { call } from '../support/house.ts';
import { type Person, workTown } from '../support/workTown.ts';
import { ownName } from '../templates/libraryTown.ts';
import { texts } from '../templates/given.ts';

export const steward: Actor = { realm: 'global', subject: 'subject-of-steward', roles: ['NETWORK_STEWARD'] };

const line = (fi: string) => ({ fi });

/** A group programme of three meetings: seats are the house's own, how it is joined follows the template. */
export function programme(name: string, content: Readonly<Record<string, unknown>> = {}): TemplateVersion {
  return texts(name, {
    kind: 'GROUP_PROGRAMME',
    title: { fi: 'Rahat riittämään', sv: 'Pengarna räcker', en: 'Making money last' },
    policy: [
      { path: '/group/seats', hold: 'FREE' },
      { path: '/group/joining', hold: 'LOCKED' },
    ],
    content: {
      group: {
        ...{ name: line('Rahat riittämään'), description: line('Opitaan rahasta yhdessä.') },
        ...{ seats: 8, spokenLanguage: 'fi', ages: { from: 16, to: 29 }, online: false },
        joining: 'WHOLE_SERIES',
      },
      series: { everyWeeks: 1, times: 4, minutes: 90 },
      leaderSkills: ['money'],
      needed: [{ key: 'room', text: line('Rauhallinen huone') }],
      meetings: [
        { key: 'first', title: line('Mihin rahat menevät'), course: line('Katsotaan yhden viikon menot.') },
        { key: 'second', title: line('Laskut'), course: line('Laitetaan laskut järjestykseen.') },
        { key: 'third', title: line('Säästäminen'), course: line('Säästetään johonkin omaan.') },
      ],
      ...content,
    },
  });
}

/** A copy of a JSON value with one place changed, as the author of a new version would. */
export function rewritten(of: TemplateVersion, change: (content: never) => void): TemplateVersion['content'] {
  const content = structuredClone(of.content);
  change(content as never);
  return content;
}

/** A working town that adopts from the network's library. */
export async function practiceTown() {
  const town = await workTown();
  const { house, clock } = town;
  const library = moduleHandler(templatesRoutes, templatesDispatch(house.network), {
    ...house,
    memberRole: 'templates',
  });
  const stewards = moduleHandler(stewardshipRoutes, stewardshipDispatch(house), {
    ...house,
    memberRole: 'templates',
  });
  /** Another municipality hands a version in and the stewards publish it; gives the address. */
  async function publish(template: TemplateVersion): Promise<string> {
    clock.set(new Date(clock.now() + 1000).toISOString());
    const handed = await handIn(house.network, {
      template,
      tenantId: town.tenantId,
      municipality: '698',
      at: new Date(clock.now()).toISOString(),
    });
    if (!handed.ok) throw new Error(JSON.stringify(handed.error));
    const { address } = handed.value;
    const answer = await call(stewards, stewardshipRoutes.publishTemplate, {
      actor: steward,
      parameters: { address },
      body: {},
    });
    if (answer.status !== 200) throw new Error(answer.text);
    return address;
  }
  const first = programme(ownName());
  const address = await publish(first);
  const parameters = { kind: first.kind, name: first.name };
  const adopt = (left: string[] = [], which = address, as: Person = 'admin') =>
    town.as(as, adoptionsRoutes.adoptTemplate, { body: { address: which, left } });
  const read = async () => (await town.as('admin', adoptionsRoutes.readAdoption, { parameters })).body;
  const { lists } = kinds[first.kind];
  const change = async (place: string, value: Json, seenIn?: JsonObject, as: Person = 'admin') => {
    const seen = await markOf(standing(seenIn ?? (await read()).content, lists, place));
    const body = { changes: [{ place, seen, value }] };
    return town.as(as, adoptionsRoutes.changeAdoption, { parameters, body });
  };
  return {
    ...{ town, first, address, parameters, publish, adopt, read, change, library, stewards },
    /** Publishes the next version of the programme, made from the first. */
    next: (change: (content: never) => void, version = '2') =>
      publish({ ...first, version, parents: [address], content: rewritten(first, change) }),
    merge: (to: string, as: Person = 'admin') =>
      town.as(as, adoptionsRoutes.beginMerge, { parameters, body: { address: to } }),
    decide: (
      to: string,
      place: string,
      side?: 'LOCAL' | 'UPSTREAM',
      seen?: 'LOCAL' | 'UPSTREAM',
      as: Person = 'admin',
    ) =>
      town.as(as, adoptionsRoutes.decideMerge, {
        parameters,
        body: { address: to, place, ...(side && { side }), ...(seen && { seen }) },
      }),
    async keep(to: string) {
      const { mark } = (await town.as('admin', adoptionsRoutes.readMerge, { parameters })).body;
      return town.as('admin', adoptionsRoutes.keepMerge, { parameters, body: { address: to, mark } });
    },
    undo: () => town.as('admin', adoptionsRoutes.undoMerge, { parameters, body: {} }),
  };
}

/** What a programme says, by the places that tests look at. */
export interface Programme {
  readonly group: { readonly seats: number; readonly joining: string; readonly name: Record<string, string> };
  readonly meetings: {
    readonly key: string;
    readonly title: Record<string, string>;
    course: Record<string, string>;
  }[];
}
