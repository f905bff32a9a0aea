import type { CozyStack } from '../cozy/api.js'
import { StackError } from '../errors/stack-error.js'

/** When a connection to the Cozy dies: at its call number `at`, before or after the Cozy has done what it was asked. */
export interface Death {
  at: number
  after: boolean
}

const gone = (): StackError =>
  new StackError({ code: 'unreachable', status: 0, act: 'ask the Cozy', reason: 'the process died' })

type Calls = Record<string, unknown>

/** A stack that does what a run sees of one that is killed: from one call on, nothing is answered any more. */
export const dyingStack = (stack: CozyStack, { at, after }: Death): CozyStack => {
  let calls = 0
  const dying =
    (call: (...args: unknown[]) => unknown) =>
    async (...args: unknown[]): Promise<unknown> => {
      calls++
      if (calls > at || (calls === at && !after)) throw gone()
      const answer = await call(...args)
      if (calls >= at) throw gone()
      return answer
    }
  const wrapped = (object: object): Calls =>
    Object.fromEntries(
      Object.entries(object).map(([name, value]) => [
        name,
        typeof value === 'function' && name !== 'pages' ? dying(value as () => unknown) : (value as unknown)
      ])
    )
  return {
    ...wrapped(stack),
    documents: wrapped(stack.documents),
    files: wrapped(stack.files)
  } as unknown as CozyStack
}
