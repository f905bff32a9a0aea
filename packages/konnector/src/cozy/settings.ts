import type { CozySettings } from './api.js'
import { askJson, type Ask } from './request/ask.js'

interface Settings {
  data: { attributes: Record<string, unknown> }
}

/** Reads the settings of the Cozy. */
export const settingsReading = (ask: Ask): CozySettings => {
  const read = async (path: string): Promise<Record<string, unknown>> =>
    (await askJson<Settings>(ask, { act: 'read the settings', path })).data.attributes
  return {
    instance: () => read('/settings/instance'),
    async diskUsage() {
      const { used, quota } = await read('/settings/disk-usage')
      return { used: Number(used), quota: quota === undefined ? undefined : Number(quota) }
    }
  }
}
