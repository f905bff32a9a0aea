import { ERROR_GROUPS, type ErrorEntry } from './table.js'

const yes = (value: boolean): string => (value ? 'yes' : 'no')

const section = (heading: string, entries: Readonly<Record<string, ErrorEntry>>): string =>
  [
    `## ${heading}`,
    ...Object.entries(entries).map(([code, { meaning, advice, shown, retried, stopsAutomaticRuns }]) =>
      [
        `### ${code}`,
        `${meaning} ${advice}`,
        '| shown to the owner | run again at once | stops automatic runs |',
        '| --- | --- | --- |',
        `| ${yes(shown)} | ${yes(retried)} | ${yes(stopsAutomaticRuns)} |`
      ]
        .join('\n')
        .replace(`${advice}\n|`, `${advice}\n\n|`)
    )
  ].join('\n\n')

/** `docs/reference/konnector-errors.md`, not yet formatted. */
export const referencePage = (): string =>
  [
    '# Errors of a konnector',
    'Made from the table in `packages/konnector/src/errors/table.ts` by `npm run generate -w packages/konnector`.',
    "A run that fails ends with one line of type `critical` whose message is one of these codes, or what was thrown where that is none. The stack stores it as the error of the job. _Shown to the owner_: Cozy's apps have words of their own for it; else the owner reads of an unknown error. _Run again at once_: the stack runs the konnector a second time; where that cannot help, the line says `no_retry`. _Stops automatic runs_: until the owner starts the konnector by hand.",
    'A code may have more parts than the table has: `LOGIN_FAILED.ANYTHING` counts as `LOGIN_FAILED`.',
    ...Object.entries(ERROR_GROUPS).map(([heading, entries]) => section(heading, entries))
  ].join('\n\n') + '\n'
