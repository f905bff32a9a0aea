import { expect, it } from '@jest/globals'
import { countOf, lineOf, tableOf, timesOf } from './report.mjs'
import { choose, runParts } from './run-parts.mjs'
import { runProgram } from './run-program.mjs'
import { installation, step } from './step.mjs'

const scene = (signal = new AbortController().signal) => ({ signal }) as never
const silent = { enter: () => {}, tell: () => {} }

const passes = (name: string) => step(name, async () => {})
const fails = (name: string) =>
  step(name, async () => {
    throw new Error('it is broken')
  })

const states = (results: { part: string; step: string; state: string }[]) =>
  results.map(({ part, step, state }) => `${part}/${step}: ${state}`)

it('a step that fails ends its part, and what needs it is not run', async () => {
  const parts = [
    { name: 'a', steps: [passes('1'), fails('2'), passes('3')] },
    { name: 'b', needs: ['a'], steps: [passes('1')] },
    { name: 'c', steps: [passes('1')] }
  ]
  const results = await runParts(parts, scene(), silent)
  expect(states(results)).toEqual([
    'a/1: passed',
    'a/2: failed',
    'a/3: not run',
    'b/1: not run',
    'c/1: passed'
  ])
  expect(countOf(results)).toEqual({ passed: 2, failed: 3 })
  expect(lineOf(results[1])).toMatch(/^✗ +0\.0 s {2}2\n {6}it is broken$/)
})

it('the steps of an independent part all run, so many at once, and keep their order', async () => {
  let running = 0
  let most = 0
  const slow = (name: string) =>
    step(name, async () => {
      most = Math.max(most, ++running)
      await new Promise(resolve => setImmediate(resolve))
      running--
    })
  const steps = [slow('1'), fails('2'), slow('3'), slow('4')]
  const results = await runParts([{ name: 'a', independent: true, atOnce: 2, steps }], scene(), silent)
  expect(states(results)).toEqual(['a/1: passed', 'a/2: failed', 'a/3: passed', 'a/4: passed'])
  expect(most).toBe(2)
})

it('nothing more is started once it is stopped', async () => {
  const stop = new AbortController()
  const steps = [step('1', async () => stop.abort()), passes('2')]
  const results = await runParts([{ name: 'a', steps }], scene(stop.signal), silent)
  expect(states(results)).toEqual(['a/1: passed', 'a/2: not run'])
})

it('a part is chosen with all that it needs, in the order of the run', () => {
  const parts = ['a', 'b', 'c', 'd'].map(name => ({ name, steps: [], needs: { c: ['b'], b: ['a'] }[name] }))
  expect(choose(parts, ['d', 'c']).map(({ name }: { name: string }) => name)).toEqual(['a', 'b', 'c', 'd'])
  expect(choose(parts, ['b']).map(({ name }: { name: string }) => name)).toEqual(['a', 'b'])
  expect(() => choose(parts, ['e'])).toThrow('there is no part "e". Use a, b, c, d.')
})

it('the time of package managers is told apart', () => {
  const result = { part: 'a', state: 'passed', step: 's' }
  const results = [
    { ...result, installs: true, began: 0, seconds: 3 },
    { ...result, installs: false, began: 3000, seconds: 1 },
    { ...result, installs: false, began: 3500, seconds: 2 }
  ]
  expect(timesOf(results).parts).toEqual([{ part: 'a', steps: 2.5, installs: 3 }])
  expect(tableOf(results)).toContain('| all            |    2.5 s |    3.0 s |')
  expect(installation('npm install', async () => {}).installs).toBe(true)
})

it('a program that fails tells what it said', async () => {
  const run = (script: string) =>
    runProgram([process.execPath, '-e', script], { cwd: '.', env: {}, signal: new AbortController().signal })
  expect(await run('console.log("\\u001b[1mone\\u001b[0m"); console.error("two")')).toMatch(/^one\n|two\n/)
  await expect(run('console.log("why"); process.exitCode = 3')).rejects.toThrow(/ended with 3:\nwhy/)
})
