export {
  actorOf,
  type Membership,
  membershipWrite,
  readMembership,
  readSessionRow,
  touchSession,
} from './accessRepository.ts';
export { secretOfCookies } from './cookie.ts';
export { createTenant } from './createTenant.ts';
export { directoryWrites, readDirectory, readDirectoryOf } from './directoryRepository.ts';
export { cognitoIdentity, type Identity } from './identityRepository.ts';
export { type Place, readPlace, readShownPlace, readShownTenant, workerOf } from './place.ts';
export {
  namedWrites,
  organisationsClosedWrites,
  readTenant,
  readWorkersTenant,
  serviceWrite,
  sitesGoneWrites,
  setVideoLink,
  tenantWrites,
  readBeginning,
  standingSettingWrite,
} from './profileRepository.ts';
export { memberWrites } from './membersRepository.ts';
export { type Municipalities, municipalitiesOf } from './municipalities.ts';
export { namesOfAccounts } from './namesOfAccounts.ts';
export { provision } from './provision.ts';
export { eraseLeft } from './leaving/eraseLeft.ts';
export { exportTenant } from './leaving/exportTenant.ts';
export { importTenant } from './leaving/importTenant.ts';
export { restoreTenant } from './restoring/restoreTenant.ts';
export { readOpenness, registryWrites } from './registryRepository.ts';
