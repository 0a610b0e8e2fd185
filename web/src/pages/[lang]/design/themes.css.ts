import type { APIRoute } from 'astro';
import { specimenSheet } from '../../../design.ts';

/** The style sheet by which the page of the design language shows both themes and every token. */
export const GET: APIRoute = () =>
  new Response(specimenSheet(), { headers: { 'content-type': 'text/css; charset=utf-8' } });
