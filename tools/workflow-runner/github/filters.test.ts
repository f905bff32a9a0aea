import { expect, test } from '@jest/globals'
import { pullRequest, pushOfTag, pushTo } from '../repository/events.mjs'
import { isTriggered } from './filters.mjs'

const push = (filter: object, event: ReturnType<typeof pushTo>): boolean =>
  isTriggered({ push: filter }, event)

test.each([
  [{ branches: ['main'] }, pushTo('main', ''), true],
  [{ branches: ['main'] }, pushOfTag('main', ''), false],
  [{ branches: ['*'] }, pushTo('a/b', ''), false],
  [{ branches: ['**', '!build', '!build-*'] }, pushTo('a/b', ''), true],
  [{ branches: ['**', '!build', '!build-*'] }, pushTo('build-one', ''), false],
  [{ branches: ['**', '!build'] }, pushTo('builder', ''), true],
  [{ 'branches-ignore': ['main'] }, pushTo('main', ''), false],
  [{ tags: ['**'] }, pushOfTag('one@1.0.0', ''), true],
  [{ tags: ['**'] }, pushTo('main', ''), false],
  [{}, pushOfTag('1.0.0', ''), true]
])('%j takes %j: %s', (filter, event, expected) => {
  expect(push(filter, event)).toBe(expected)
})

test('a pull request is filtered by its target', () => {
  const event = pullRequest({ base: 'main', head: 'topic', sha: '' })
  expect(isTriggered({ pull_request: { branches: ['main'] } }, event)).toBe(true)
  expect(isTriggered({ pull_request: { branches: ['topic'] } }, event)).toBe(false)
  expect(isTriggered({ pull_request: null }, event)).toBe(true)
  expect(isTriggered(['push'], event)).toBe(false)
})
