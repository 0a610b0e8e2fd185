export { catalogueOf } from './client.ts';
export { readCatalogue } from './readCatalogue.ts';
export { tellCatalogue } from './tellCatalogue.ts';
export { siteEntryWrite, tellingWrite } from './tellingRepository.ts';
