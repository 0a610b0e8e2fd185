import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import publicEn from '../../messages/public/en.json' with { type: 'json' };
import publicFi from '../../messages/public/fi.json' with { type: 'json' };
import publicSv from '../../messages/public/sv.json' with { type: 'json' };
import workEn from '../../messages/work/en.json' with { type: 'json' };
import workFi from '../../messages/work/fi.json' with { type: 'json' };
import workSv from '../../messages/work/sv.json' with { type: 'json' };

// messages/public: what everybody sees, and the words shared by all views; messages/work: the signed-in views.
// Finnish decides which keys exist; a key that Swedish or English lacks does not compile.
const finnish = { ...publicFi, ...workFi };

/** The key of one text of the interface. */
export type MessageKey = keyof typeof finnish;

/** A key that has a `.one` and an `.other` form; call it with `t.count`. */
export type CountKey = MessageKey extends infer K ? (K extends `${infer Base}.other` ? Base : never) : never;

export const messages: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  fi: finnish,
  sv: { ...publicSv, ...workSv },
  en: { ...publicEn, ...workEn },
};
