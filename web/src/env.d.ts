/// <reference types="astro/client" />

import type { Problem } from '@ohjaamo/shared/kernel/problem.ts';
import type { Language, PageLanguage } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Api } from './api.ts';
import type { Format } from './i18n/format.ts';
import type { Translate } from './i18n/translate.ts';

declare global {
  namespace App {
    /** What src/middleware.ts gives every page. */
    interface Locals {
      /** The language of the address, else of the browser; on a page in a further language, the one behind it. */
      language: Language;
      /** The language that the page itself is in. */
      spoken: PageLanguage;
      /** Texts of the interface by key. */
      t: Translate;
      /** Dates, times and numbers in the page's language, always in Helsinki's time. */
      format: Format;
      /** The API, called as the visitor: their cookie goes along, cookies it sets come back. */
      api: Api;
      /** On a shared computer, where it begins again (`?kiosk`); nothing on anybody's own device. */
      kiosk: string | undefined;
      /** The form that was sent, on a `POST` only. */
      form?: FormData;
      /** Why the form that was sent could not be read: then only the page that says so is shown. */
      formRefusal?: Problem;
      /** Set when something has to be done before the form can be taken: where it is sent again, what comes first, and where. */
      formHeldBack?: {
        readonly action: string;
        readonly first: 'signIn' | 'identify' | 'purpose';
        readonly at: string;
      };
    }
  }
}
