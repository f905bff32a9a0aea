import assert from 'node:assert/strict'
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { KONNECTORS } from '../combinations/konnectors.mjs'
import { ADDED, SERVICES } from '../combinations/services.mjs'
import { assertTree, konnectorTree, serviceTree } from '../combinations/trees.mjs'
import { step } from '../run/step.mjs'
import { KONNECTOR } from './workspace.mjs'

const installed = scene => join(scene.folder(`single-npm/${KONNECTOR}`), 'node_modules')
const all = scene => scene.folder('combinations')

const generate = async (scene, folder, words) => {
  await scene.run(folder, ['generator-cozy', ...words, '--yes'])
}

/** All that the project itself has to pass; what it says must hold no warning. */
const passes = async (scene, folder, { standalone = [], says }) => {
  const jobs = (...words) => scene.run(folder, [join(installed(scene), '.bin/cozy-jobs'), ...words])
  const built = await jobs('build')
  assert.doesNotMatch(built, /warning/)
  assert.match(await jobs('validate'), /nothing to mend/)
  assert.equal(await jobs('lint'), '')
  assert.match(await jobs('test'), /Tests: +\d+ passed/)
  assert.match(await jobs('standalone', ...standalone), says)
}

const serviceWords = ({ name, trigger, debounce, asked, verbs, ci }) => [
  'service',
  name,
  '--trigger',
  trigger,
  ...(debounce ? ['--debounce', debounce] : []),
  ...(asked ? ['--doctypes', asked.join(',')] : []),
  ...(verbs ? ['--verbs', verbs.join(',')] : []),
  ...(ci === undefined ? [] : ['--ci', ci])
]

const DONE = /^Done: /m

const serviceStep = service =>
  step(`service ${service.name}: ${service.trigger}`, async scene => {
    await generate(scene, all(scene), serviceWords(service))
    const folder = join(all(scene), service.name)
    assertTree(folder, serviceTree(service))
    await passes(scene, folder, { says: DONE })
  })

const FIRST = { ...SERVICES[0], name: 'first' }

const addedStep = step('a second service in the app of the first (--app)', async scene => {
  await generate(scene, all(scene), serviceWords(FIRST))
  const folder = join(all(scene), FIRST.name)
  const words = [...serviceWords({ ...ADDED, asked: ADDED.doctypes }), '--app', '.']
  await generate(scene, folder, words)
  assertTree(folder, serviceTree(FIRST, ADDED))
  await passes(scene, folder, { standalone: ['--service', ADDED.name], says: DONE })
})

const konnectorStep = konnector =>
  step(`konnector ${konnector.words.join(' ')}`, async scene => {
    const { name, words, saved } = konnector
    await generate(scene, all(scene), ['konnector', name, ...words])
    const folder = join(all(scene), name)
    assertTree(folder, konnectorTree(konnector))
    await passes(scene, folder, { standalone: ['--replay'], says: new RegExp(`^${saved} +[1-9]`, 'm') })
  })

const LINK = step('one installation for all', async scene => {
  symlinkSync(installed(scene), join(all(scene), 'node_modules'))
})

const toolOf = (scene, path) => ['node', join(installed(scene), path)]

/** What one process does for all of them, as their own scripts would do it for each. */
const TOGETHER = [
  step('tsc finds nothing in any', async scene => {
    const options = { extends: `./${SERVICES[0].name}/tsconfig.json`, include: ['*/src'] }
    writeFileSync(join(all(scene), 'tsconfig.json'), JSON.stringify(options))
    const said = await scene.run(all(scene), [...toolOf(scene, 'typescript/bin/tsc'), '--noEmit'])
    assert.equal(said, '')
  })
]

/** Each set of answers that makes a difference: a project that passes all its checks, and has the right files. */
export const COMBINATIONS_PARTS = [
  { name: 'install-once', needs: ['single-npm'], steps: [LINK] },
  {
    name: 'combinations',
    needs: ['install-once'],
    independent: true,
    atOnce: 2,
    steps: [...SERVICES.map(serviceStep), addedStep, ...KONNECTORS.map(konnectorStep)]
  },
  { name: 'all-at-once', needs: ['install-once'], independent: true, steps: TOGETHER }
]
