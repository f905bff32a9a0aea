import type { Check } from '../finding.js'

const split = (message: string): { found: string; todo: string } => {
  const [why = '', ...todo] = message.replace(/^Failed to use the profile prod: /, '').split(/\.\s+(?=[A-Z])/)
  return { found: why, todo: `For the profile prod alone: ${todo.join('. ') || why}` }
}

/** What the profile of production needs; all else works without. */
export const checkSandboxTools: Check = async () => {
  const name = 'Sandbox'
  const { checkSandbox, RunnerError } = await import('@cozy-jobs/runner')
  try {
    await checkSandbox()
    return [{ name, state: 'ok', found: 'bubblewrap works' }]
  } catch (error) {
    if (!(error instanceof RunnerError)) throw error
    return [{ name, state: 'warning', ...split(error.message) }]
  }
}
