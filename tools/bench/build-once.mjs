// node build-once.mjs FOLDER [swc|terser]: one cold build in a process of its own, as the benchmark times it.
import { build } from '@cozy-jobs/webpack-config'

const [folder, minimizer = 'swc'] = process.argv.slice(2)
await build(folder, { minimizer })
