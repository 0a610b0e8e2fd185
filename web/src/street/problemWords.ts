import { problemStatus } from '@ohjaamo/shared/kernel/problem.ts';
import type { ApiProblem } from '../api.ts';

const ownWords: Partial<Record<ApiProblem['type'], 'link' | 'expired' | 'large' | 'form' | 'paused'>> = {
  'link-not-found': 'link',
  'link-expired': 'expired',
  'service-paused': 'paused',
  'body-too-large': 'large',
  'media-type-not-supported': 'form',
  'invalid-request': 'form',
};

/** Which words say what happened, in the heading and in the title alike. */
export function problemWords({ type }: Pick<ApiProblem, 'type'>) {
  return ownWords[type] ?? (problemStatus[type] < 500 ? 'notFound' : 'unavailable');
}
