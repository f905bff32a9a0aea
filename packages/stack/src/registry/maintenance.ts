import { askRegistry, PROXY_TIME_LIMIT, readJsonAnswer } from './ask-registry.js'

type Fields = Record<string, unknown>

const slugOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null ? (item as Fields).slug : undefined

const listAt = async (registry: string, path: string): Promise<unknown[]> => {
  const response = await askRegistry(registry, path, { timeLimit: PROXY_TIME_LIMIT })
  const list = response && (await readJsonAnswer(response))
  return Array.isArray(list) ? (list as unknown[]) : []
}

/** What is under maintenance. A registry says nothing of what an earlier one has too: that one's is installed. */
export const listMaintenance = async (registries: readonly string[]): Promise<unknown[]> => {
  const apps: unknown[] = []
  const masked = new Set<unknown>()
  for (const [index, registry] of registries.entries()) {
    const before = registries[index - 1]
    if (before !== undefined) for (const slug of await listAt(before, '/registry/slugs')) masked.add(slug)
    const found = await listAt(registry, '/registry/maintenance')
    apps.push(...found.filter(item => !masked.has(slugOf(item))))
  }
  return apps
}
