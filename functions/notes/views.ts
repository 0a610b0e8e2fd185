import { noteActs, mendableUntil, noteAsItStands, refusalOf } from '@ohjaamo/shared/notes/note.ts';
import type { NoteView } from '@ohjaamo/shared/notes/contract.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import { workerOf } from '../tenants/index.ts';
import type { OpenedNote } from './opened.ts';

/** Who asks about a note. */
export interface Asking {
  readonly actor: TenantActor;
  readonly access: CaseAccess;
  readonly clock: Clock;
}

/** Who asks, as the rules about notes need it. */
export function askerOf({ actor, access, clock }: Asking) {
  const guides = access.relation === 'NAMED' || access.relation === 'DEPUTY';
  return { worker: actor.staffId, guides, now: clock.now() };
}

/** A note with every version, and what whoever asks may do with it now. */
export function viewNote(
  { note, informant, versions }: OpenedNote,
  tenant: Tenant,
  asking: Asking,
): NoteView {
  const { id, category, owner, source } = note;
  const { state, version, text } = noteAsItStands({ versions });
  const mayRecord = asking.access.may('RECORD', { category, owner });
  const may = noteActs.filter((act) => mayRecord && !refusalOf({ versions }, act, askerOf(asking)));
  return {
    ...{ id, category, source, informant, state, version, text },
    organisation: { code: owner, name: tenant.organisations.find(({ code }) => code === owner)?.name ?? {} },
    versions: versions.map((each) => ({ ...each, by: workerOf(tenant, each.by) })),
    may,
    ...(may.includes('MEND') && { mendableUntil: new Date(mendableUntil({ versions })).toISOString() }),
  };
}
