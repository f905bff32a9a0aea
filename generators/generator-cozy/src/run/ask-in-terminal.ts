import type { Prompt } from '../questions/prompt.js'

/** Asks in the terminal. What asks is loaded only once there is something to ask. */
export const askInTerminal = async (prompt: Prompt): Promise<unknown> => {
  const { default: inquirer } = await import('inquirer')
  const answers = (await inquirer.prompt([prompt] as never)) as { answer: unknown }
  return answers.answer
}
