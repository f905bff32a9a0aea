import { describe, expect, it } from '@jest/globals'
import fastify from 'fastify'
import { writeFile } from 'node:fs/promises'
import { answerError } from './answer-error.js'

const logOf = async (fail: () => Promise<unknown>) => {
  const lines: string[] = []
  const server = fastify()
  server.decorate('stack', { log: (line: string) => void lines.push(line) } as never)
  server.setErrorHandler(answerError)
  server.post('/files/:id', fail)
  const { statusCode, body } = await server.inject({ method: 'POST', url: '/files/one?Name=secret' })
  await server.close()
  return { statusCode, body, log: lines.join('\n') }
}

describe('an error that nobody foresaw', () => {
  it('is a 500 without its details, and a line of log with them', async () => {
    const { statusCode, body, log } = await logOf(() => Promise.reject(new Error('odd')))
    expect(statusCode).toBe(500)
    expect(body).not.toContain('odd')
    expect(log).toMatch(/^Failed to answer POST \/files\/one: Error: odd\n +at /)
  })

  const onLinux = process.platform === 'linux' ? it : it.skip
  onLinux('says what to do where the disk has refused', async () => {
    const { statusCode, log } = await logOf(() => writeFile('/dev/full', 'x'))
    expect(statusCode).toBe(500)
    expect(log).toBe('Failed to answer POST /files/one: there is no room left on the disk. Make room.')
  })
})
