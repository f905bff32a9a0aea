import { startStack } from '@cozy-jobs/stack'
import { alternate, median, round, timed } from '../statistics.mjs'

const DOCTYPE = 'io.cozy.bench.changes'
const [FEW, MANY] = [10, 10_000]
const WRITES = 400

/** Listens to a doctype of its own, one of many: of all triggers, those of the doctype that is written are as many. */
const draft = i => ({
  type: '@event',
  arguments: i < FEW ? `${DOCTYPE}:DELETED` : `io.cozy.bench.other${i}:CREATED`,
  worker: 'log',
  message: 'x'
})

const stackWith = async count => {
  const stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
  const instance = stack.instances.get(stack.domain)
  for (let i = 0; i < count; i++) await stack.engine.triggers.create(instance, draft(i))
  return { stack, write: () => instance.documents.put(DOCTYPE, { label: 'Rent' }) }
}

/** What one change costs, from its write until all triggers have looked at it. */
export const triggers = {
  name: 'triggers',
  async run() {
    const [few, many] = [await stackWith(FEW), await stackWith(MANY)]
    for (const { write } of [few, many]) for (let i = 0; i < 200; i++) await write()
    const [a, b] = await alternate(WRITES, [few.write, many.write])
    await few.stack.close()
    await many.stack.close()
    return [
      {
        figure: 'one change with 10 triggers / with 10 000, p50',
        value: `${round(median(a), 3)} / ${round(median(b), 3)}`,
        unit: 'ms',
        target: ''
      },
      { figure: 'ratio of the two', value: round(median(b) / median(a), 2), unit: '', target: '≤ 1.5' }
    ]
  }
}

/** A year of a daily trigger by the moved clock, each job stored; with and without waiting for each to end. */
export const year = {
  name: 'year',
  async run() {
    const taken = []
    for (const settle of ['fired', 'idle']) {
      const stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
      await stack.clock.moveTo(new Date('2027-01-01T00:00:00Z'))
      const instance = stack.instances.get(stack.domain)
      const cron = { type: '@cron', arguments: '0 0 5 * * *', worker: 'log', message: 'x' }
      await stack.engine.triggers.create(instance, cron)
      taken.push(
        await timed(async () => {
          const { rang } = await stack.clock.moveTo(new Date('2028-01-01T00:00:00Z'), {
            settle: () => stack.engine[settle]()
          })
          if (rang < 365) throw new Error(`only ${rang} dates came`)
          await stack.engine.idle()
        })
      )
      await stack.close()
    }
    return [
      {
        figure: 'a year of `@cron 0 0 5 * * *`: all stored and run / each run before the next date',
        value: taken.map(ms => round(ms / 1000, 2)).join(' / '),
        unit: 's',
        target: '≤ 5'
      }
    ]
  }
}
