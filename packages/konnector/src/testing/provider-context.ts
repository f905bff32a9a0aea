import type { FilesContext } from '../files/context.js'
import type { HttpOptions } from '../http/api.js'
import { createHttp } from '../http/create-http.js'
import { startProvider, type Provider } from './provider-server.js'
import { startTestContext, type TestContext, type TestContextOptions } from './test-context.js'

/** A run on a stack of its own, and the site of its provider. */
export interface ProviderContext {
  test: TestContext
  site: Provider
  /** What saves files from the site: asked once, with no pauses. */
  context: FilesContext
  close(): Promise<void>
}

/** Starts both. Close it at the end. */
export const startProviderContext = async (
  options: TestContextOptions = {},
  http: HttpOptions = {}
): Promise<ProviderContext> => {
  const test = await startTestContext(options)
  const site = await startProvider()
  return {
    test,
    site,
    context: { ...test.ctx, http: createHttp({ baseUrl: site.url, retries: 0, ...http }) },
    close: async () => {
      await test.close()
      await site.close()
    }
  }
}
