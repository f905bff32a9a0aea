// The committed report: which recorded answers pass. docs/reference/fidelity.md is made from it, and none may be lost.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../stack-process/stack-process.mjs'

const REPORT = join(ROOT, 'docs/reference/conformance.json')

export const readReport = () => (existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : {})

export const writeReport = outcomes => {
  const report = Object.fromEntries(outcomes.map(({ name, passed, failed }) => [name, { passed, failed }]))
  writeFileSync(REPORT, `${JSON.stringify(report, null, 2)}\n`)
}

/** The steps that the committed report has as passed and that fail now. */
export const lostSteps = (report, { name, failed }) =>
  Object.keys(report[name]?.passed ?? {}).filter(step => step in failed)
