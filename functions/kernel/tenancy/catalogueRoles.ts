import { append, once, read, show } from './operations.ts';

/** What the roles of the Finnish Service Catalogue may do: see `dataRoles`, which they are part of. */
export const catalogueRoles = {
  /** Looks for services that were read of the catalogue. */
  catalogueSearch: { work: { TENANT: read, CATALOGUE: read } },
  /** Finds services and free times for whoever asks from the street: reads what the street may see, and no booking or person. */
  finder: { work: { TENANT: read, CALENDAR: read, SHEET: read, CATALOGUE: read } },
  /** Says what the catalogue is told, and seals the key to it. */
  catalogue: {
    work: { TENANT: read, CALENDAR: read, CATALOGUE: show },
    cases: { DATAKEY: once },
    audit: { MONTH: append, SUBJECT: append },
    vault: true,
  },
  /** Reads the catalogue: keeps what is there, and takes away what is there no more. */
  catalogueReader: { work: { TENANT: read, CATALOGUE: [...show, 'DeleteItem'] } },
  /** Tells the catalogue of the sites, with the key to it. */
  catalogueTeller: {
    work: { TENANT: read, CALENDAR: read, CATALOGUE: show },
    cases: { DATAKEY: once },
    vault: true,
  },
} as const;
