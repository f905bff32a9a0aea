// What is recorded: the names of the scenarios, and which request each step makes.

import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const HERE = dirname(fileURLToPath(import.meta.url))

const SCENARIOS = join(HERE, 'scenarios')

export const fileOf = name => join(SCENARIOS, `${name}.json`)

/** `data/documents`, `files/files`, …: all of them, in order. */
export const scenarioNames = () =>
  readdirSync(SCENARIOS, { recursive: true })
    .filter(file => file.endsWith('.json'))
    .map(file => file.slice(0, -'.json'.length).replaceAll('\\', '/'))
    .sort()

/** `PUT /data/…`; on an app's own domain `GET //SLUG/…`. */
const lineOf = ({ request = {}, ws }) => {
  if (ws) return `GET ${ws.path}`
  const { method = 'GET', subdomain, path } = request
  return `${method} ${subdomain ? `//${subdomain}` : ''}${path}`
}

const stepsIn = steps => steps.flatMap(step => (step.ws ? [...stepsIn(step.ws.during ?? []), step] : [step]))

/** The request of each step of a scenario that is compared with an answer, by the step's name. */
export const requestsOf = name => {
  const { steps } = JSON.parse(readFileSync(fileOf(name), 'utf8'))
  return Object.fromEntries(
    stepsIn(steps)
      .filter(step => !step.sleep)
      .map(step => [step.name, lineOf(step)])
  )
}
