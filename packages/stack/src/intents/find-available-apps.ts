import { isObject, textOf } from '../engine/execution/attempt.js'
import { askRegistries, askRegistry, LOOKUP_TIME_LIMIT, readJsonAnswer } from '../registry/ask-registry.js'
import { answersIntent } from './answers-intent.js'
import type { AvailableApp } from './intent.js'

const ASKING = { timeLimit: LOOKUP_TIME_LIMIT }

const slugsIn = async (registry: string): Promise<string[]> => {
  const response = await askRegistry(registry, '/registry?filter[type]=webapp', ASKING)
  const list = response && (await readJsonAnswer(response))
  const data = isObject(list) && Array.isArray(list.data) ? (list.data as unknown[]) : []
  return data.flatMap(app => (isObject(app) && textOf(app.slug) !== '' ? [textOf(app.slug)] : []))
}

const manifestOf = async (
  registries: readonly string[],
  slug: string
): Promise<Record<string, unknown> | undefined> => {
  const path = `/registry/${encodeURIComponent(slug)}/stable/latest`
  const response = await askRegistries(registries, path, ASKING)
  const version = response && (await readJsonAnswer(response))
  return isObject(version) && isObject(version.manifest) ? version.manifest : undefined
}

/** The apps of the registries that could do it, less those that are installed. What does not answer is told, and skipped. */
export const findAvailableApps = async (
  registries: readonly string[],
  installed: ReadonlySet<string>,
  wanted: { action: string; type: string },
  warn: (text: string) => void
): Promise<AvailableApp[]> => {
  const orSkip = async <T>(answer: Promise<T>, what: string, nothing: T): Promise<T> => {
    try {
      return await answer
    } catch (error) {
      warn(`Failed to look for apps that answer an intent: ${what}: ${(error as Error).message}.`)
      return nothing
    }
  }
  const slugs = new Set<string>()
  for (const registry of registries) {
    for (const slug of await orSkip(slugsIn(registry), new URL(registry).host, [])) slugs.add(slug)
  }
  const missing = [...slugs].filter(slug => !installed.has(slug))
  const manifests = await Promise.all(
    missing.map(slug => orSkip(manifestOf(registries, slug), slug, undefined))
  )
  return manifests.flatMap((manifest, index) =>
    manifest && answersIntent(manifest, wanted) !== undefined
      ? [{ slug: textOf(manifest.slug) || missing[index]!, name: textOf(manifest.name) }]
      : []
  )
}
