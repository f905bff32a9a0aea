import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'

const place = ({ range }) => (range ? `line ${range.start.line}, ` : '')

/**
 * What GitHub's own parser says against a workflow: unknown keys, values of the wrong kind, expressions that do not parse
 * or ask for what is not known at that place, jobs that need what is not there.
 *
 * Its library imports JSON as bundlers and Jest allow it, and plain Node does not: for tests alone.
 *
 * @param {string} text
 * @returns {Promise<string[]>} empty where it takes it
 */
export const workflowProblems = async text => {
  const { context, value } = parseWorkflow({ name: 'ci.yml', content: text }, new NoOperationTraceWriter())
  if (value) await convertWorkflowTemplate(context, value)
  return context.errors
    .getErrors()
    .map(problem => `${place(problem)}${problem.rawMessage ?? problem.message}`)
}
