import { GeneratorError } from '../errors.js'
import type { Plan } from '../project/plan.js'
import { showDiff } from '../project/show-diff.js'
import { isEmpty } from '../project/show-plan.js'
import { stoppedError } from '../project/write-errors.js'
import { unlessStopped } from '../questions/unless-stopped.js'
import type { Setting } from './run-generator.js'

/**
 * Shows what a plan would change and asks whether it may, where the plan wants that.
 *
 * @throws GeneratorError where the answer is no, or where nobody can be asked
 */
export const confirmPlan = async (
  plan: Plan,
  act: string,
  { yes, ask, say }: Pick<Setting, 'ask' | 'say'> & { yes: boolean }
): Promise<void> => {
  if (plan.confirm === undefined || isEmpty(plan)) return
  for (const line of showDiff(plan)) say(line)
  if (yes) return
  if (!ask) {
    throw new GeneratorError(
      `Failed to ${act}: this terminal can't be asked, and files would be changed. Look at them with --dry-run, then give --yes. Nothing was written.`,
      2
    )
  }
  const prompt = { type: 'confirm', name: 'answer', message: plan.confirm, default: true } as const
  if ((await unlessStopped(act, ask(prompt))) !== true) throw stoppedError(act)
}
