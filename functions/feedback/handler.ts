import { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import { networkTable, platformTable, streetDoors, wire } from '../kernel/house.ts';
import { moduleHandler } from '../kernel/http/pipeline.ts';
import { feedbackDispatch } from './dispatch.ts';

export const handler = moduleHandler(feedbackRoutes, feedbackDispatch(platformTable(process.env)), {
  ...wire(process.env),
  memberRole: 'feedback',
  streetRole: 'feedbackGiver',
  ...streetDoors(networkTable(process.env)),
});
