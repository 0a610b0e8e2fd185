import { type LocalizedText, localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import * as z from 'zod';
import { practiceInUse } from './practice.ts';
import type { TenantScope } from './tenancy/scope.ts';

const content = z.lazy(() =>
  z.object({ texts: z.array(z.object({ key: z.string(), text: localizedText })) }),
);

/**
 * Texts that the municipality has worded in its own way, by their keys, of the pages whose keys begin with `of`; what was taken into use
 * last counts. One Query, remembered for some seconds.
 */
export async function ownTexts(scope: TenantScope, of: string): Promise<Record<string, LocalizedText>> {
  const taken = await scope.recently('own texts', () => practiceInUse(scope, 'MESSAGE_TEXTS'));
  const texts = taken.flatMap((each) => content.parse(each.content).texts);
  return Object.fromEntries(
    texts.filter(({ key }) => key.startsWith(of)).map(({ key, text }) => [key, text]),
  );
}
