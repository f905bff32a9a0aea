// What the figure of konnectors measures, in a process of its own: one file goes from a provider to the Cozy.
//
//   node save-large-file.mjs URL OF-THE-FILE      with the variables of a konnector; the last line is JSON

import { readFileSync } from 'node:fs'
import { createContext, createHttp, saveFiles } from '@cozy-jobs/konnector'
import { readJobEnv } from '@cozy-jobs/env'

const quiet = { debug() {}, info() {}, warning() {}, warn() {}, error() {}, critical() {}, hide() {} }
const resident = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024

const context = await createContext({
  env: readJobEnv(process.env),
  log: quiet,
  manifest: { slug: 'bench', version: '1.0.0' }
})
const before = resident()
const start = performance.now()
const [entry] = await saveFiles(
  { ...context, http: createHttp() },
  [{ fileurl: process.argv[2], filename: 'large.bin' }],
  { folderPath: '/Large' },
  { sourceAccountIdentifier: 'bench', timeout: Date.now() + 600_000 }
)
const seconds = (performance.now() - start) / 1000
const { size, md5sum } = entry.fileDocument ?? {}
process.stdout.write(
  `${JSON.stringify({ size, md5sum, seconds, before: Math.round(before), most: Math.round(resident()) })}\n`
)
