import { topics } from '@ohjaamo/shared/kernel/codes.ts';
import * as z from 'zod';
import { code, field, list, whole } from './rows.ts';

const percent = whole(0, 100);
const shares = (length: number) =>
  list(
    z
      .string()
      .regex(/^\d{1,3}$/u)
      .transform(Number)
      .pipe(z.int().max(100)),
    `${String(length)} percentages`,
    length,
  );

/** A line of `volumes.csv`: how much a site does in an ordinary month, and how it divides. */
export const volumeRow = z.object({
  site: code,
  contacts_per_month: whole(0, 5000),
  /** Of {@link volumeChannels}, in their order. */
  channels: shares(6),
  anonymous: percent,
  /** Of {@link volumeAges}, in their order. */
  ages: shares(6),
  topics: list(z.enum(topics), `a list of ${topics.join(', ')}`, 1),
  minutes: whole(1, 240),
  solved: percent,
  bookings_per_month: whole(0, 2000),
  no_show: percent,
  late_cancel: percent,
  groups_per_month: whole(0, 100),
  group_size: whole(0, 100),
  answers_per_month: whole(0, 1000),
  grades: field(
    z
      .string()
      .regex(/^(?:[4-9]\.\d|10\.0)$/u)
      .transform(Number),
    'a mean grade such as 9.1',
  ),
  other_languages: percent,
});
export type VolumeRow = z.output<typeof volumeRow>;

export const volumeChannels = ['ON_SITE', 'OUTREACH', 'PHONE', 'CHAT', 'VIDEO', 'MESSAGE'] as const;
export const volumeAges = ['15_17', '18_19', '20_24', '25_29', '30_PLUS', 'UNKNOWN'] as const;
