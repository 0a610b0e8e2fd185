import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import { answerSecondFactor } from './answerSecondFactor.ts';
import { acceptInvitation, confirmInvitation, readInvitation } from './invitation.ts';
import { readDeviceKey } from './deviceKey.ts';
import { changeWorker } from './changeWorker.ts';
import { inviteWorker, revokeInvitation } from './inviteWorker.ts';
import { inviteWorkers, previewInvitees } from './inviteWorkers.ts';
import { listAccess } from './listAccess.ts';
import { listDirectory } from './listDirectory.ts';
import { listTenants } from './listTenants.ts';
import { operateTenant, readTenantLife } from './operateTenant.ts';
import type { TenantsPorts } from './ports.ts';
import { resetSecondFactor } from './secondFactor.ts';
import { chooseMunicipality, readSession, signOut } from './session.ts';
import { signIn } from './signIn.ts';
import { listAccounts, returnWorker, setWorkerRoles, suspendWorker } from './workers.ts';

function tenantsDispatch(ports: TenantsPorts): Dispatch<typeof tenantsRoutes> {
  return {
    listDirectory: listDirectory(ports),
    signIn: signIn(ports),
    answerSecondFactor: answerSecondFactor(ports),
    readSession: readSession(ports),
    chooseMunicipality: chooseMunicipality(ports),
    readDeviceKey: readDeviceKey(ports),
    signOut: signOut(ports),
    readInvitation: readInvitation(ports),
    acceptInvitation: acceptInvitation(ports),
    confirmInvitation: confirmInvitation(ports),
    listAccess: listAccess(),
    listTenants: listTenants(ports),
    readTenantLife: readTenantLife(ports),
    moveTenant: operateTenant(ports),
    listAccounts: listAccounts(ports),
    changeWorker: changeWorker(),
    setWorkerRoles: setWorkerRoles(ports),
    suspendWorker: suspendWorker(ports),
    returnWorker: returnWorker(ports),
    resetSecondFactor: resetSecondFactor(ports),
    previewInvitees: previewInvitees(ports),
    inviteWorkers: inviteWorkers(ports),
    inviteWorker: inviteWorker(ports),
    revokeInvitation: revokeInvitation(ports),
  };
}

/** The module's handler on a house and its ports. */
export function tenantsHandler(house: House, ports: Omit<TenantsPorts, 'openScope'>) {
  const { openScope } = house;
  return moduleHandler(tenantsRoutes, tenantsDispatch({ ...ports, openScope }), house);
}
