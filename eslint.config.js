import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Only these read the environment: Lambda entries, programs, tests, and the page server where it calls the API. */
const environmentReaders = [
  'functions/**/handler.ts',
  'functions/streams/*.ts',
  'functions/jobs/*.ts',
  'infra/**/*.ts',
  'test/**/*.ts',
  'web/*.config.*',
  'web/src/api.ts',
];

/** `{ z }` drags every locale of zod into the bundle. */
const importedZ = {
  selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
  message: "Write: import * as z from 'zod'.",
};

/** A framework looks for the default export of these. */
const defaultExporters = ['**/*.config.{js,ts,mjs}', 'test/**/*.setup.ts'];

export default tseslint.config(
  {
    ignores: ['**/node_modules/**', '.local/**', '**/cdk.out/**', '**/dist/**', '**/.astro/**', '**/*.astro'],
  },
  eslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // The environment and index signatures are read with brackets (noPropertyAccessFromIndexSignature).
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
    },
  },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name: a name can be searched for.' },
        importedZ,
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only handlers and programs read the environment.' },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['functions/kernel/log.ts', 'infra/**', 'test/**'], rules: { 'no-console': 'off' } },
  { files: environmentReaders, rules: { 'no-restricted-properties': 'off' } },
  { files: defaultExporters, rules: { 'no-restricted-syntax': ['error', importedZ] } },
  {
    // A describe block is a list of cases, not a function to follow; assertions often narrow what a schema proved.
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
    rules: { 'no-restricted-properties': 'off' },
  },
);
