import type { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { exportTemplate, importTemplates } from './files.ts';
import { searchLessons } from './lessons.ts';
import { searchTemplates } from './searchTemplates.ts';
import { readTemplate } from './readTemplate.ts';
import { takeBackTemplate } from './takeBack.ts';

/** The use cases of the module, wired to the network's table. */
export function templatesDispatch(network: Table): Dispatch<typeof templatesRoutes> {
  return {
    searchTemplates: searchTemplates(network),
    readTemplate: readTemplate(network),
    searchLessons: searchLessons(network),
    exportTemplate: exportTemplate(network),
    importTemplates: importTemplates(network),
    takeBackTemplate: takeBackTemplate(network),
  };
}
