import type { DynamoDBStreamHandler } from 'aws-lambda';
import { followBookings } from '../booking/index.ts';
import { wire } from '../kernel/house.ts';

const ports = wire(process.env);

/** Stream of the Work table → the agenda and what the caps count. */
export const handler: DynamoDBStreamHandler = (event) => followBookings(ports, event);
