import { describe, expect, it } from '@jest/globals'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../stack-process/stack-process.mjs'
import { HERE } from './read-scenarios.mjs'

const recorded = join(ROOT, '../shared/conformance')

const filesIn = (folder: string, inside: string): string[] => {
  const path = join(folder, inside)
  if (!statSync(path).isDirectory()) return [inside]
  return (readdirSync(path, { recursive: true }) as string[])
    .map(file => join(inside, file))
    .filter(file => statSync(join(folder, file)).isFile())
    .sort()
}

// The original lies beside the checkout in CI; elsewhere there is nothing to compare with.
const describeWhereRecorded = existsSync(recorded) ? describe : describe.skip

describeWhereRecorded('the harness and its scenarios (needs ../shared/conformance)', () => {
  it.each(['conformance.mjs', 'README.md', 'scenarios', 'fixtures'])('are the recorded ones: %s', name => {
    const files = filesIn(recorded, name)
    expect(filesIn(HERE, name)).toEqual(files)
    const changed = files.filter(
      file => !readFileSync(join(HERE, file)).equals(readFileSync(join(recorded, file)))
    )
    expect(changed).toEqual([])
  })
})
