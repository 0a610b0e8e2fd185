/**
 * Who may import whom. Columns are modules, rows are layers; every rule is one sentence of the house's order.
 * Paths are regular expressions from the repository's root; `$1` is the group that `from.path` caught.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Of two files, one stands on the other.',
      severity: 'error',
      from: { pathNot: 'node_modules' },
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: { path: '^(shared|functions|infra|test)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'shared-stands-alone',
      comment: 'shared runs in Lambda, in the browser and in tests: no other folder, no AWS, no node:.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', 'node_modules/zod/', 'node_modules/temporal-polyfill/'] },
    },
    {
      name: 'shared-temporal-in-kernel',
      comment: 'Temporal comes through shared/kernel/time.ts, so that every rule has the same one.',
      severity: 'error',
      from: { path: '^shared/', pathNot: '^shared/kernel/time[.]ts$' },
      to: { path: 'node_modules/temporal-polyfill/' },
    },
    {
      name: 'shared-module-stands-on-the-kernel',
      comment:
        'shared/<module> imports shared/kernel and zod. What a module needs of another it receives as a value; only the ' +
        'shape of that value (a type) may be named.',
      severity: 'error',
      from: { path: '^shared/([^/]+)/', pathNot: '^shared/(onboarding|adoptions|regional|stewardship)/' },
      to: {
        path: '^shared/',
        pathNot: ['^shared/kernel/', '^shared/$1/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'shared-nothing-stands-on-what-composes',
      comment:
        'Setting a municipality up, adopting practice, reviewing it and booking across are made of what other modules know, as the route table is; ' +
        'so they may import those, and no module may import them.',
      severity: 'error',
      from: { path: '^shared/([^/]+)/' },
      to: { path: '^shared/(onboarding|adoptions|regional|stewardship)/', pathNot: '^shared/$1/' },
    },
    {
      name: 'functions-know-no-front-nor-infrastructure',
      comment: 'functions imports shared and itself.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(infra|web|test)/' },
    },
    {
      name: 'functions-kernel-knows-no-module',
      comment: 'The kernel is below every module.',
      severity: 'error',
      from: { path: '^functions/kernel/' },
      to: { path: '^functions/', pathNot: '^functions/kernel/' },
    },
    {
      name: 'functions-module-through-its-ports',
      comment: 'Another module is reached only through what its index.ts exports.',
      severity: 'error',
      from: { path: '^functions/([^/]+)/' },
      to: {
        path: '^functions/',
        pathNot: ['^functions/kernel/', '^functions/$1/', '^functions/[^/]+/index[.]ts$'],
      },
    },
    {
      name: 'aws-only-at-the-edge',
      comment:
        'The AWS SDK is known to repositories and the kernel; everything above them speaks the domain.',
      severity: 'error',
      from: { path: '^functions/', pathNot: ['^functions/kernel/', '[/]([a-z]+R|r)epository[.]ts$'] },
      to: { path: '@aws-sdk/' },
    },
    {
      name: 'infrastructure-knows-routes-and-key-names',
      comment:
        'Stacks read the route table, the names of tables, keys and data roles; handlers are referenced by path. The ' +
        'local stand-ins and the commands may also use the ports of modules, to seed.',
      severity: 'error',
      from: { path: '^infra/', pathNot: '^infra/(local|command)/' },
      to: {
        path: '^(shared|functions|web|test)/',
        pathNot: [
          '^shared/(routes[.]ts$|kernel/)',
          '^functions/kernel/tenancy/(keys|dataRoles|operations)[.]ts$',
        ],
      },
    },
    {
      name: 'local-and-command-through-ports',
      comment: 'Seeding goes through the same ports as everybody else.',
      severity: 'error',
      from: { path: '^infra/(local|command)/' },
      to: { path: '^(functions|web|test)/', pathNot: ['^functions/kernel/', '^functions/[^/]+/index[.]ts$'] },
    },
    {
      name: 'web-knows-shared-only',
      comment: 'The pages speak to the API through the contract.',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: ['^(functions|infra|test)/', '@aws-sdk/'] },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'A test may know the product, never the other way round.',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|cdk[.]out|[.]local|[.]astro)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
