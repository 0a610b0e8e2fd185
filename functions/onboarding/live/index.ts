export { readMunicipality } from './readMunicipality.ts';
export { retireService, saveService } from './saveService.ts';
export { closeSite, saveSite } from './saveSite.ts';
