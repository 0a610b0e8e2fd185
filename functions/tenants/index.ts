export { readTenant, tenantWrites } from './profileRepository.ts';
