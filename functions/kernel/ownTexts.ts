import { type LocalizedText, localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import * as z from 'zod';
import { practiceInUse } from './practice.ts';
import type { TenantScope } from './tenancy/scope.ts';

const content = z.lazy(() =>
  z.object({ texts: z.array(z.object({ key: z.string(), text: localizedText })) }),
);

/**
 * Texts that the municipality has worded in its own way, by their keys, for pages whose keys begin with one of `of`; what was taken into use
 * last counts. One Query, remembered for some seconds.
 */
export async function ownTexts(
  scope: TenantScope,
  ...of: readonly string[]
): Promise<Record<string, LocalizedText>> {
  const taken = await scope.recently('own texts', () => practiceInUse(scope, 'MESSAGE_TEXTS'));
  const texts = taken.flatMap((each) => content.parse(each.content).texts);
  const isOf = ({ key }: { readonly key: string }) => of.some((each) => key.startsWith(each));
  return Object.fromEntries(texts.filter(isOf).map(({ key, text }) => [key, text]));
}
