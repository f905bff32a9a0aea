import type { Harness } from '@cozy-jobs/fixtures'

const KONNECTORS = 'io.cozy.konnectors'

/** Lets the configuration's `COZY_PARAMETERS` go before those of the manifest, as a stack's own do. */
export const giveParameters = async (
  { documents }: Harness['instance'],
  slug: string,
  parameters: Record<string, unknown> | undefined
): Promise<void> => {
  if (parameters === undefined || Object.keys(parameters).length === 0) return
  const installed = await documents.get(KONNECTORS, `${KONNECTORS}/${slug}`)
  const own = (installed['parameters'] ?? {}) as Record<string, unknown>
  await documents.put(KONNECTORS, { ...installed, parameters: { ...own, ...parameters } })
}
