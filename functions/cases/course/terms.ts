/** What an administrator does with the terms of records, in one file beside the function's own (see `lazily`). */
export { personGone } from '../../figures/index.ts';
export { eraseClient } from './eraseClient.ts';
export { changeRetention, withdrawRetention } from './changeTerms.ts';
export { holdClient, readRetention } from './retentionAdmin.ts';
