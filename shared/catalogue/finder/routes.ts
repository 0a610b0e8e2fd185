import * as z from 'zod';
import { language, localizedText } from '../../kernel/i18n.ts';
import { code, slug } from '../../kernel/ids.ts';
import { defineRoutes } from '../../kernel/route.ts';
import { offsetDateTime } from '../../kernel/time.ts';
import { channelView } from '../channelView.ts';
import { dangers } from './danger.ts';
import { ages } from './find.ts';
import { searchTopics } from './speech.ts';

/** Characters of what somebody may tell. */
export const LONGEST_WORDS = 500;
/** Own services and services of the catalogue that are shown, times of each, and ways to each. */
export const OWN_SHOWN = 6;
export const OTHERS_SHOWN = 6;
export const TIMES_SHOWN = 3;
export const WAYS_TOLD = 3;

const topic = z.enum(searchTopics);

const reason = z.lazy(() =>
  z.discriminatedUnion('by', [
    /** Of a topic: the word that told it, absent where the topic was chosen. */
    z.strictObject({ by: z.literal('TOPIC'), topic, word: z.string().optional() }),
    /** The word stands in the name or the description. */
    z.strictObject({ by: z.literal('NAME'), word: z.string() }),
    /** General guidance: nothing else fits, or nothing was asked. */
    z.strictObject({ by: z.literal('GENERAL') }),
  ]),
);

const ownService = z.lazy(() =>
  z.strictObject({
    code,
    name: localizedText,
    site: z.strictObject({ slug, name: localizedText }),
    reason,
    /** Languages in which it is given, ISO 639-1. */
    languages: z.array(z.string()),
    bookable: z.boolean(),
    /** The first free times within 28 days, of any worker. */
    times: z.array(z.strictObject({ start: offsetDateTime, end: offsetDateTime })),
    /** Set where one may come without a time: whether somebody who gives it is at the door now, until or from when. */
    door: z
      .strictObject({
        openNow: z.boolean(),
        closesAt: offsetDateTime.optional(),
        opensAt: offsetDateTime.optional(),
      })
      .optional(),
  }),
);

const otherService = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    name: localizedText,
    summary: localizedText,
    reason,
    ways: z.array(channelView),
  }),
);
export type OwnService = z.infer<typeof ownService>;

export const finderRoutes = defineRoutes('catalogue', {
  /**
   * Services for what somebody tells in own words, with the next free times. It changes nothing; it is a POST because words are personal
   * and must stand in no address. They are neither kept nor logged.
   */
  findServices: {
    method: 'POST',
    path: '/api/tenants/{tenantSlug}/sites/{siteSlug}/finder',
    access: { kind: 'publicTenant' },
    parameters: z.strictObject({ tenantSlug: slug, siteSlug: slug }),
    body: z.lazy(() =>
      z.strictObject({
        /** What somebody told in own words; absent where topics were chosen alone. */
        words: z.string().trim().min(1).max(LONGEST_WORDS).optional(),
        /** The language that the words are read in first, and lists are for. */
        language,
        topics: z.array(topic).max(searchTopics.length),
        age: z.enum(ages).optional(),
        /** The language that is to be spoken; absent = it does not matter. */
        spoken: language.optional(),
      }),
    ),
    response: z.lazy(() =>
      z.strictObject({
        /** What the words tell of danger: who can be called at once comes before all services. */
        dangers: z.array(z.enum(dangers)),
        understood: z.array(z.strictObject({ topic, word: z.string().optional() })),
        /** Services of the municipality's sites, the named site's first. */
        own: z.array(ownService),
        /** Services of the catalogue. */
        others: z.array(otherService),
      }),
    ),
    status: 200,
    problems: ['not-found'],
  },
});
