import { brandContrast, brandTokens, colour, LEAST_CONTRAST } from '@ohjaamo/shared/kernel/branding.ts';
import type { APIRoute } from 'astro';

/**
 * The style sheet of an accent: nothing but its shades, for the light theme. A colour that could not be read has none. It says `:root` twice
 * to weigh more than the service's own tokens, whichever of the two a page loads first.
 */
export const GET: APIRoute = ({ params }) => {
  const accent = colour.safeParse(`#${params['colour'] ?? ''}`);
  if (!accent.success || brandContrast(accent.data) < LEAST_CONTRAST)
    return new Response('', { status: 404 });
  const { accent: own, strong, soft } = brandTokens(accent.data);
  const tokens = `--accent: ${own}; --accent-strong: ${strong}; --accent-soft: ${soft};`;
  const css = `@media (prefers-color-scheme: light) { :root:root { ${tokens} } }\n`;
  return new Response(css, { headers: { 'content-type': 'text/css; charset=utf-8' } });
};
