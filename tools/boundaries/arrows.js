/**
 * Who may import whom (docs/architecture.md draws it). A folder that is not named may import none of ours.
 * `tests` are further arrows that only `*.test.ts` files may use.
 *
 * @type {Record<string, { imports: string[], tests?: string[] }>}
 */
export const ARROWS = {
  'packages/env': { imports: [] },
  'packages/logging': { imports: [] },
  'packages/triggers': { imports: [] },
  'packages/manifest': { imports: ['triggers'] },
  'packages/store': { imports: [] },
  'packages/runner': { imports: ['env', 'logging', 'manifest'] },
  'packages/stack': { imports: ['logging', 'manifest', 'runner', 'store', 'triggers'], tests: ['env'] },
  'packages/fixtures': { imports: ['logging', 'manifest', 'stack'], tests: ['env'] },
  'packages/service': { imports: ['env', 'logging'], tests: ['webpack-config'] },
  // Of manifest only types, of service createClient: both would weigh in the bundle of each konnector.
  'packages/konnector': {
    imports: ['env', 'logging', 'manifest', 'service'],
    tests: ['fixtures', 'stack', 'webpack-config']
  },
  'packages/webpack-config': { imports: ['manifest'], tests: ['env'] },
  'packages/deploy': { imports: ['logging', 'manifest'], tests: ['env', 'stack'] },
  'packages/cli': {
    imports: [
      'deploy',
      'env',
      'fixtures',
      'konnector',
      'logging',
      'manifest',
      'runner',
      'service',
      'stack',
      'store',
      'triggers',
      'webpack-config'
    ]
  },
  'packages/nx': { imports: ['manifest', 'webpack-config'] },
  'generators/generator-cozy': { imports: ['deploy', 'manifest', 'triggers'] },
  'apps/*': { imports: ['env', 'konnector', 'logging', 'service'], tests: ['fixtures', 'webpack-config'] },
  tools: { imports: ['deploy', 'env', 'fixtures', 'konnector', 'stack', 'store', 'webpack-config'] }
}
