/// <reference types="astro/client" />

declare namespace App {
  /** What src/middleware.ts gives every page. */
  interface Locals {
    /** The language of the address, else of the browser. */
    language: import('@ohjaamo/shared/kernel/i18n.ts').Language;
    /** Texts of the interface by key. */
    t: import('./i18n/translate.ts').Translate;
    /** Dates, times and numbers in the page's language, always in Helsinki's time. */
    format: import('./i18n/format.ts').Format;
    /** The API, called as the visitor: their cookie goes along, cookies it sets come back. */
    api: import('./api.ts').Api;
  }
}
