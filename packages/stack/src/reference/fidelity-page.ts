import { FAMILIES } from '../families.js'

const PORTS = { instance: 'instances', admin: 'admin' } as const

/** `docs/reference/fidelity.md`: written from the families themselves, never by hand. */
export const fidelityPage = (): string =>
  [
    '# What the embedded stack answers',
    '',
    'One line for each family of routes, from the code itself (`npm run generate -w packages/stack`; a test compares).',
    'What is there answers as the real stack was recorded to. A route that the real stack has and this one lacks',
    'answers 501 and names this page; one that nobody has answers 404.',
    '',
    '| family | port | what is there |',
    '| --- | --- | --- |',
    ...FAMILIES.map(({ name, port, fidelity }) => `| ${name} | ${PORTS[port]} | ${fidelity} |`),
    ''
  ].join('\n')
