import { fileURLToPath } from 'node:url';
import react from '@astrojs/react';
import lambda from '@astro-aws/adapter';
import { defineConfig } from 'astro/config';

/** No page resizes pictures, so the rendering Lambda carries no native image library. */
const withoutImageService = {
  name: 'without-image-service',
  hooks: {
    'astro:config:setup': ({ updateConfig }) =>
      updateConfig({ image: { service: { entrypoint: 'astro/assets/services/noop' } } }),
  },
};

// Output: `dist/lambda` is the whole asset of the rendering Lambda (`infra/command/build.ts` lays its handler beside `entry.mjs`; no node_modules);
// `dist/client` holds the static files for S3, those under `_astro/` named by their hash.
export default defineConfig({
  output: 'server',
  adapter: lambda({ mode: 'ssr', esBuildOptions: { minify: true, sourcemap: true, target: 'node24' } }),
  integrations: [react(), withoutImageService],
  build: { inlineStylesheets: 'never' },
  devToolbar: { enabled: false },
  security: {
    // Behind CloudFront the request's own address is another host; src/middleware.ts does this check with the right one.
    checkOrigin: false,
    csp: {
      directives: [
        "default-src 'none'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ],
    },
  },
  vite: {
    // A script small enough to be inlined would need one more hash on every page.
    build: { assetsInlineLimit: 0 },
    ssr: { noExternal: true, external: ['sharp'] },
    resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  },
});
