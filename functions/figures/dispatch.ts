import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { readSiteTime } from '../duty/index.ts';
import { readPlan } from '../schedule/index.ts';
import { readTenant } from '../tenants/index.ts';
import { readEvidenceRow } from './evidenceRepository.ts';
import { readEvidence } from './readEvidence.ts';
import { readHours } from './readHours.ts';
import { readNetworkFigures } from './readNetworkFigures.ts';
import { readOwnWork } from './readOwnWork.ts';
import { readPeers } from './readPeers.ts';
import { readTenantFigures } from './readTenantFigures.ts';
import { readTrend } from './readTrend.ts';
import { readCounted } from './personRepository.ts';
import { readCube, readPublication, readPublications } from './networkRepository.ts';
import { readToldNotes } from './noteRepository.ts';
import { listOpenFigures, readMetricDefinitions, readOpenCube, readOpenCubeTable } from './openFigures.ts';
import { readOpenNotes, readOpenNotesTable } from './openNotes.ts';
import { readSiteNotes, withdrawSiteNote, writeSiteNote } from './siteNotes.ts';
import { readDatedDays, readOwnDays } from './repository.ts';

/** The use cases of the module, wired to the tables. */
export function figuresDispatch(network: Table): Dispatch<typeof figuresRoutes> {
  const open = {
    readCube: (...of: Parameters<typeof readCube> extends [Table, ...infer Rest] ? Rest : never) =>
      readCube(network, ...of),
    readToldNotes: (quarter: string) => readToldNotes(network, quarter),
    readPublication: (quarter: string) => readPublication(network, quarter),
  };
  return {
    readTenantFigures: readTenantFigures({ readTenant, readDatedDays, readCounted }),
    readHours: readHours({ readTenant, readSiteTime, readPlan }),
    readTrend: readTrend({ readTenant, readDatedDays, readCounted }),
    readPeers: readPeers({ readTenant, ...open }),
    readOwnWork: readOwnWork({ readTenant, readOwnDays }),
    readEvidence: readEvidence({
      readEvidence: (kind, name) => readEvidenceRow(network, kind, name),
    }),
    readSiteNotes,
    writeSiteNote: writeSiteNote({ readTenant }),
    withdrawSiteNote: withdrawSiteNote({ readTenant }),
    readNetworkFigures: readNetworkFigures(open),
    listOpenFigures: listOpenFigures({ readPublications: () => readPublications(network) }),
    readMetricDefinitions: readMetricDefinitions(),
    readOpenNotes: readOpenNotes(open),
    readOpenNotesTable: readOpenNotesTable(open),
    readOpenCube: readOpenCube(open),
    readOpenCubeTable: readOpenCubeTable(open),
  };
}
