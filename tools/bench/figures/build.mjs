import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../stack-process/stack-process.mjs'
import { bareEnvironment, runNode } from '../run-node.mjs'
import { alternate, median, round, timed } from '../statistics.mjs'

const APP = join(ROOT, 'apps/onOperationCreate')
const NX = join(ROOT, 'node_modules/nx/dist/bin/nx.js')
const env = { ...bareEnvironment(), NX_DAEMON: 'false' }

const nx = (...args) => runNode([NX, ...args], { env })
const forgetBuilds = () =>
  rmSync(join(ROOT, 'node_modules/.cache/cozy-jobs'), { recursive: true, force: true })

const buildWith = minimizer => {
  forgetBuilds()
  return runNode([join(ROOT, 'tools/bench/build-once.mjs'), APP, minimizer], { env })
}

const cachedBuild = project => async () => {
  rmSync(join(APP, 'build'), { recursive: true, force: true })
  await nx('build', project)
}

/** Cold builds with our minifier and with webpack's own in turn; then what Nx's cache gives back. */
export const build = {
  name: 'build',
  async run() {
    const [ours, theirs] = await alternate(3, [() => buildWith('swc'), () => buildWith('terser')])
    forgetBuilds()
    const cold = await timed(() => nx('build', 'onOperationCreate', '--skip-nx-cache'))
    await nx('build', 'onOperationCreate')
    const [cached, least] = await alternate(5, [
      cachedBuild('onOperationCreate'),
      () => nx('build', '@cozy-jobs/env')
    ])
    return [
      {
        figure: 'build of onOperationCreate, cold',
        value: round(median(ours) / 1000),
        unit: 's',
        target: ''
      },
      {
        figure: "the same with webpack's default minifier",
        value: round(median(theirs) / 1000),
        unit: 's',
        target: ''
      },
      {
        figure: 'ratio of the two',
        value: round(median(ours) / median(theirs), 2),
        unit: '',
        target: '≤ 0.6'
      },
      {
        figure: '`nx build onOperationCreate`, nothing cached',
        value: round(cold / 1000),
        unit: 's',
        target: ''
      },
      { figure: 'the same, cached', value: round(median(cached) / 1000, 2), unit: 's', target: '≤ 2.2' },
      {
        figure: 'Nx itself: a cached build of one small package',
        value: round(median(least) / 1000, 2),
        unit: 's',
        target: ''
      }
    ]
  }
}
