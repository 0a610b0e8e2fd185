import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import type { Ids } from '../ids.ts';
import { none, type SamplesOf } from './sample.ts';

const invitation = (ids: Ids) => ({ invitation: ids.invitation });
const challenge = 'c'.repeat(43);

export const tenantsSamples: SamplesOf<typeof tenantsRoutes> = {
  listDirectory: none,
  signIn: { request: () => ({ body: { email: 'somebody@town.example', password: 'a long password' } }) },
  answerSecondFactor: { request: () => ({ body: { challenge, code: '123456' } }) },
  readSession: none,
  chooseMunicipality: { request: ({ tenantSlug }) => ({ body: { tenantSlug } }) },
  readDeviceKey: { request: () => ({ query: { device: 'd'.repeat(20) } }) },
  signOut: none,
  readInvitation: { request: (ids) => ({ parameters: invitation(ids) }) },
  acceptInvitation: {
    request: (ids) => ({ parameters: invitation(ids), body: { password: 'a long password' } }),
  },
  confirmInvitation: {
    request: (ids) => ({ parameters: invitation(ids), body: { challenge, code: '123456' } }),
  },
  listAccess: { request: (ids) => ({ query: { month: '2027-02', subject: ids.clientId } }) },
  listAccounts: none,
  changeWorker: {
    request: ({ colleagueId, organisation, siteId }) => ({
      parameters: { staffId: colleagueId },
      body: {
        particulars: {
          ...{ name: 'Test worker', title: 'Counsellor', organisation, homeSite: siteId },
          ...{ share: 0.5, languages: ['fi', 'en'] },
        },
      },
    }),
  },
  setWorkerRoles: {
    request: ({ colleagueId, siteId }) => ({
      parameters: { staffId: colleagueId },
      body: {
        roles: ['COUNSELLOR', 'SITE_MANAGER'],
        siteRoles: [{ site: siteId, roles: ['OUTREACH_WORKER'] }],
      },
    }),
  },
  suspendWorker: {
    request: ({ colleagueId }) => ({ parameters: { staffId: colleagueId }, body: { reason: 'ABSENCE' } }),
  },
  returnWorker: { request: ({ awayId }) => ({ parameters: { staffId: awayId } }) },
  resetSecondFactor: {
    request: ({ colleagueId }) => ({ parameters: { staffId: colleagueId }, body: {} }),
  },
  previewInvitees: {
    request: () => ({ body: { lines: ['Name;E-mail;Roles', 'Test;a@town.example;Counsellor'] } }),
  },
  inviteWorkers: {
    request: ({ organisation, siteId }) => ({
      body: {
        invitees: [
          {
            name: 'Test worker',
            email: 'new@town.example',
            roles: ['COUNSELLOR'],
            organisation,
            homeSite: siteId,
          },
        ],
      },
    }),
  },
  inviteWorker: {
    request: ({ invitedId }) => ({
      parameters: { staffId: invitedId },
      body: { email: 'invited@town.example', roles: ['COUNSELLOR'] },
    }),
  },
  revokeInvitation: { request: ({ invitedId }) => ({ parameters: { staffId: invitedId } }) },
  listTenants: none,
  readTenantLife: { request: ({ tenantSlug }) => ({ parameters: { tenantSlug } }) },
  moveTenant: {
    request: ({ tenantSlug }) => ({
      parameters: { tenantSlug },
      body: { act: 'SUSPEND', reason: 'The agreement is over' },
    }),
  },
};
