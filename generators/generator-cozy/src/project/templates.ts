import ejs from 'ejs'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Tree } from './plan.js'

const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url))

const BINARY = /\.(png|pdf|ico|gz|zip)$/

// `_gitignore` is `.gitignore`: npm takes files of that name as its own when it packs.
const realName = (path: string, data: Readonly<Record<string, unknown>>): string =>
  path
    .split(sep)
    .map(part => part.replace(/^_(?!_)/, '.'))
    .join('/')
    .replaceAll(/__(\w+?)__/g, (_, name: string) => String(data[name]))
    .replace(/\.ejs$/, '')

/**
 * The files of `templates/NAME` as they stand in the project. What ends in `.ejs` is filled in; `_name` becomes `.name`,
 * and `__key__` in a path the value of `key`. A file that comes out empty is left out.
 */
export const renderTemplates = (name: string, data: Readonly<Record<string, unknown>>): Tree => {
  const root = join(TEMPLATES, name)
  const tree: Tree = {}
  const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const text = BINARY.test(path) ? new Uint8Array(readFileSync(path)) : readFileSync(path, 'utf8')
    const rendered =
      typeof text === 'string' && path.endsWith('.ejs')
        ? ejs.render(text, { ...data }, { filename: path, escape: String, rmWhitespace: false })
        : text
    if (rendered.length > 0 && !(typeof rendered === 'string' && rendered.trim() === '')) {
      tree[realName(relative(root, path), data)] = rendered
    }
  }
  return tree
}
