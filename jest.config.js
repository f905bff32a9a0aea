import { availableParallelism } from 'node:os'

/** Tests run on the TypeScript sources, as native ES modules: what they import is what is published. */
export default {
  testMatch: ['<rootDir>/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/apps/[^/]+/build/'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/apps/[^/]+/build/', '/.nx/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'es6' },
        sourceMaps: 'inline'
      }
    ]
  },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js'] },
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@cozy-jobs/source', 'node', 'node-addons'] },
  testTimeout: 30_000,
  // One worker, Jest's choice for two cores, keeps every module of every file: it gets slower with each.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  workerIdleMemoryLimit: '700MB'
}
