import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { instrumentFaults } from '@ohjaamo/shared/maps/instrument.ts';
import type { InstrumentLine } from '@ohjaamo/shared/maps/views.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import {
  inUse,
  isVersion,
  lineOf,
  putRegister,
  readInstrument as readVersion,
  readRegister,
  versionWrite,
} from './instrumentRepository.ts';

/** Versions that a municipality can have loaded: so many fit into the register's row. */
const VERSIONS_AT_MOST = 60;

/** The municipality's instruments: one read unit. */
export const listInstruments: UseCase<typeof mapsRoutes.listInstruments> = async ({ scope }) => {
  const { entries } = await readRegister(scope);
  return succeed({ body: { instruments: [...entries] } });
};

/** One version of an instrument as a file. */
export const readInstrument: UseCase<typeof mapsRoutes.readInstrument> = async ({ scope, request }) => {
  const { instrumentId: id, instrumentVersion: version } = request.parameters;
  const found = await readVersion(scope, { id, version });
  return found ? succeed({ body: found }) : fail(problem('not-found'));
};

/** Loads an instrument and takes it into use, before the others. The same content again changes nothing. */
export const loadInstrument: UseCase<typeof mapsRoutes.loadInstrument> = async (context) => {
  const { scope, request, actor, audit, clock } = context;
  const { instrument } = request.body;
  const [register, { profile }] = await Promise.all([readRegister(scope), readWorkersTenant(scope)]);
  const errors = instrumentFaults(instrument, profile.languages).map(({ pointer, code }) => ({
    pointer: `/body/instrument${pointer}`,
    code,
  }));
  if (errors.length > 0) return fail(problem('invalid-request', { errors }));
  const loadedAt = new Date(clock.now()).toISOString();
  const line = lineOf(instrument, 'ACTIVE', loadedAt);
  const standing = register.entries.find((each) => isVersion(each, instrument));
  if (standing) {
    const same = standing.hash === line.hash;
    return same
      ? succeed({ body: { instruments: [...register.entries] } })
      : fail(problem('id-already-used'));
  }
  if (register.entries.length >= VERSIONS_AT_MOST) return fail(problem('cap-reached'));
  const entries = [line, ...register.entries];
  const version = versionWrite(scope, instrument, { loadedAt, loadedBy: actor.staffId });
  const done = await putRegister(scope, register, entries, [version, ...audit.writes([])]);
  return done.ok ? succeed({ body: { instruments: entries } }) : fail(problem('stale-version'));
};

/** Takes a version into use, before the others, or out of use. */
export const setInstrument: UseCase<typeof mapsRoutes.setInstrument> = async (context) => {
  const { scope, request, audit } = context;
  const { instrumentId: id, instrumentVersion: version } = request.parameters;
  const register = await readRegister(scope);
  const standing = register.entries.find((each) => isVersion(each, { id, version }));
  if (!standing) return fail(problem('not-found'));
  const entries = changed(register.entries, { ...standing, state: request.body.state });
  if (inUse({ ...register, entries }).length === 0) return fail(problem('state-conflict'));
  const done = await putRegister(scope, register, entries, audit.writes([]));
  return done.ok ? succeed({ body: { instruments: entries } }) : fail(problem('stale-version'));
};

/** What is taken into use comes first; what is taken out goes behind those in use. */
function changed(entries: readonly InstrumentLine[], line: InstrumentLine): InstrumentLine[] {
  const others = entries.filter((each) => !isVersion(each, line));
  return line.state === 'ACTIVE' ? [line, ...others] : [...others, line];
}
