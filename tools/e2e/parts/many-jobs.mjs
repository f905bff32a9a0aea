import assert from 'node:assert/strict'
import { appendFileSync, cpSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { step } from '../run/step.mjs'
import { tasksIn } from './affected.mjs'

const HOW_MANY = 300
const NAMES = Array.from({ length: HOW_MANY }, (_, index) => `job-${index + 1}`)
const CHANGED = NAMES[HOW_MANY / 2 + 1]

/** One in five is a konnector. Once there is an app, it must be said that a service is for none that is there. */
const wordsFor = (name, index) => {
  if (index % 5 === 0) return ['konnector', name]
  return ['service', name, ...(index > 1 ? ['--app', ''] : [])]
}

/** The installed generator in this process: 300 starts of Node would show nothing of it. */
const loadGenerator = async ({ tools }) => {
  const resolve = createRequire(join(tools, 'package.json')).resolve
  return import(pathToFileURL(resolve('generator-cozy')).href)
}

const generateAll = async scene => {
  const { main } = await loadGenerator(scene)
  const complaints = []
  const run = words =>
    main({
      words: [...words, '--yes'],
      folder: scene.many,
      interactive: false,
      say: () => {},
      complain: line => complaints.push(line),
      signals: process
    })
  for (const [index, name] of NAMES.entries()) {
    await run(wordsFor(name, index))
  }
  assert.deepEqual(complaints, [])
}

/** A workspace of 300 jobs: Nx stays quick, and builds the one that was changed. */
export const MANY_JOBS_PART = {
  name: 'many-jobs',
  needs: ['workspace'],
  steps: [
    step(`${HOW_MANY} jobs are generated in one workspace`, async scene => {
      scene.many = scene.folder('many/jobs')
      await scene.run(scene.many, ['generator-cozy', 'workspace', '--yes'])
      await generateAll(scene)
    }),
    step('they are committed', async scene => {
      symlinkSync(join(scene.workspace, 'node_modules'), join(scene.many, 'node_modules'))
      // Which versions are installed: Nx takes them into account.
      cpSync(join(scene.workspace, 'package-lock.json'), join(scene.many, 'package-lock.json'))
      const git = (...words) => scene.run(scene.many, ['git', ...words])
      await git('init', '--quiet', '--initial-branch=main')
      await git('add', '--all', '--', '.', ':!node_modules')
      await git('commit', '--quiet', '--message', 'Many jobs')
    }),
    step('nx graph knows all of them', async scene => {
      const file = join(scene.root, 'graph.json')
      await scene.run(scene.many, ['npx', 'nx', 'graph', `--file=${file}`])
      const { nodes } = JSON.parse(readFileSync(file, 'utf8')).graph
      assert.equal(
        Object.values(nodes).filter(({ data }) => data.tags?.includes('cozy-job')).length,
        HOW_MANY
      )
    }),
    step('nx affected of one builds that one', async scene => {
      const source = join(scene.many, 'apps', CHANGED, 'src', `services/${CHANGED}.ts`)
      appendFileSync(source, '\n// changed\n')
      const said = await scene.run(scene.many, ['npx', 'nx', 'affected', '-t', 'build', '--base=main'])
      assert.deepEqual(tasksIn(said), [`${CHANGED}:build`])
    })
  ]
}
