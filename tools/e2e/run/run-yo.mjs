import { chownSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Whom yo becomes where root starts it. */
const NOT_ROOT = 1000

const giveTo = (path, owner) => {
  chownSync(path, owner, owner)
  if (!lstatSync(path).isDirectory()) return
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isSymbolicLink() || entry.name === 'node_modules') continue
    giveTo(join(path, entry.name), owner)
  }
}

/** `yo …` in a folder of the workspace. Where this is root, all of it belongs to whom yo becomes while it runs. */
export const runYo = async (scene, folder, words) => {
  const isRoot = process.getuid() === 0
  const theirs = [scene.workspace, scene.env.HOME, scene.env.TMPDIR]
  if (isRoot) for (const path of theirs) giveTo(path, NOT_ROOT)
  try {
    return await scene.run(folder, ['yo', ...words])
  } finally {
    if (isRoot) for (const path of theirs) giveTo(path, process.getuid())
  }
}
