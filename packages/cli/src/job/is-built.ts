import { existsSync, readFileSync, readdirSync, realpathSync, statSync, utimesSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { JobFolder } from './job-folder.js'

const SKIPPED = new Set([
  'node_modules',
  'build',
  'coverage',
  'data',
  'evidence',
  'fixtures',
  'fixture.json',
  'konnector-dev-config.json'
])

/** Whether the build is there and nothing that goes into it has changed since. */
export function isBuilt({ folder, manifest }: JobFolder): boolean {
  const built = timeOf(join(folder, 'build', basename(manifest)))
  return built !== undefined && Math.max(newest(folder), ...linkedPackages(folder).map(newest)) <= built
}

/** Notes that the build is that of now: webpack writes no file anew whose content is the same. */
export function markBuilt({ folder, manifest }: JobFolder): void {
  const now = new Date()
  utimesSync(join(folder, 'build', basename(manifest)), now, now)
}

const timeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs

/** The time of the last change below a folder, in milliseconds; tests and documentation go into no build. */
function newest(folder: string): number {
  const times = readdirSync(folder, { withFileTypes: true }).map(entry => {
    const path = join(folder, entry.name)
    if (SKIPPED.has(entry.name) || entry.name.startsWith('.') || /\.(md|test\.[jt]s)$/.test(entry.name))
      return 0
    return entry.isDirectory() ? newest(path) : entry.isFile() ? (timeOf(path) ?? 0) : 0
  })
  return Math.max(0, ...times)
}

/** The dependencies that are folders of the same workspace: they change under one's hands, unlike what was installed. */
function linkedPackages(folder: string): string[] {
  const names = dependencyNames(join(folder, 'package.json'))
  return names.flatMap(name => {
    const link = linkOf(folder, name)
    const real = link && realpathSync(link)
    return real && !real.includes('node_modules')
      ? [existsSync(join(real, 'dist')) ? join(real, 'dist') : real]
      : []
  })
}

function dependencyNames(file: string): string[] {
  if (!existsSync(file)) return []
  try {
    const { dependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
      dependencies?: Record<string, string>
    }
    return Object.keys(dependencies)
  } catch {
    // Whoever builds, or looks with "doctor", is told that it is no JSON.
    return []
  }
}

function linkOf(folder: string, name: string): string | undefined {
  const parts = folder.split('/')
  return parts
    .map((_, index) => join(parts.slice(0, parts.length - index).join('/') || '/', 'node_modules', name))
    .find(existsSync)
}
