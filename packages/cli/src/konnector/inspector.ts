import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** Node's own. */
const USUAL = 9229

const portOf = async (wanted: number): Promise<number | undefined> => {
  const server = createServer()
  try {
    server.listen(wanted, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    return port
  } catch {
    return undefined
  }
}

/** A port for a debugger, and the module that lets it attach before the job's own code runs. */
export const openInspector = async (): Promise<{ port: number; module: string }> => {
  const port = (await portOf(USUAL)) ?? (await portOf(0)) ?? USUAL
  const code = `import inspector from 'node:inspector'; inspector.open(${port}, '127.0.0.1', true)`
  return { port, module: `data:text/javascript,${encodeURIComponent(code)}` }
}
