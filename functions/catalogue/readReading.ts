import type { catalogueRoutes } from '@ohjaamo/shared/catalogue/contract.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { listItems, readReadingRow } from './readingRepository.ts';

/** How the reading of the catalogue goes, and what it could not read: one GetItem, one Query a megabyte of what was read. */
export const readReading: UseCase<(typeof catalogueRoutes)['readReading']> = async ({ scope }) => {
  const [reading, items] = await Promise.all([readReadingRow(scope), listItems(scope)]);
  const { readAt, run, failed, isIncomplete, remarks, moreRemarks } = reading;
  return succeed({
    body: {
      ...(readAt !== undefined && { readAt }),
      goesOn: run !== undefined,
      ...(failed && { fault: failed.fault }),
      isIncomplete,
      services: items.filter(({ of }) => of === 'SERVICE').length,
      channels: items.filter(({ of }) => of === 'CHANNEL').length,
      remarks: remarks.map((remark) => ({
        ...remark,
        name: items.find(({ id }) => id === remark.id)?.name ?? {},
      })),
      moreRemarks,
    },
  });
};
