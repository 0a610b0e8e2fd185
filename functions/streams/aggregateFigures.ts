import type { DynamoDBStreamHandler } from 'aws-lambda';
import { aggregate } from '../figures/index.ts';
import { wire } from '../kernel/house.ts';

const { openScope } = wire(process.env);

/** Stream of the Work table → daily figures. */
export const handler: DynamoDBStreamHandler = (event) => aggregate(openScope, event);
