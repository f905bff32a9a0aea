import { readFile } from 'node:fs/promises'
import type { TestStack } from '../../testing/test-stack.js'

/** The last mail of a stack, once it is written, as text. */
export const lastMail = async ({ stack }: TestStack): Promise<string> => {
  await stack.engine.idle()
  const [instance] = stack.instances.list()
  const path = (await stack.outbox.list(instance!)).at(-1)
  if (path === undefined) throw new Error('no mail was written')
  return (await readFile(path, 'utf8')).replaceAll('=\r\n', '').replaceAll('=3D', '=')
}

/** The code of six digits in it. */
export const mailedCode = async (test: TestStack): Promise<string> =>
  /^(\d{6})\r?$/m.exec(await lastMail(test))?.[1] ?? ''
