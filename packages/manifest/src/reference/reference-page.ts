import { COMMON } from '../attributes/common-attributes.js'
import { KONNECTOR_ONLY } from '../attributes/konnector-attributes.js'
import { WEBAPP_ONLY } from '../attributes/webapp-attributes.js'
import { PROBLEM_KINDS } from '../errors.js'
import { attributeTable } from './attribute-tables.js'

const HEAD = `# The manifest

<!-- Generated from packages/manifest/src by \`npm run generate -w packages/manifest\`: do not edit. -->

A manifest describes a program to the Cozy that installs it: \`manifest.webapp\` a web app with its services,
\`manifest.konnector\` a konnector. It is JSON without comments, at the root of the build.

\`cozy-jobs validate\` checks it. Editors check and complete it by the JSON Schemas of \`@cozy-jobs/manifest\`:
\`schema/manifest.webapp.schema.json\` and \`schema/manifest.konnector.schema.json\`.

In the paths below, \`*\` stands for a key that the author chooses, \`[]\` for each item of a list.
What the stack refuses or no reader can use is an error. What the stack accepts in silence though it is surely a
mistake is a warning.`

const problem = ([code, { severity, meaning }]: [string, { severity: string; meaning: string }]): string =>
  `### ${code}\n\n**${severity}.** ${meaning}`

/** The page `docs/reference/manifest.md`. */
export const referencePage = (): string =>
  [
    HEAD,
    '## Both kinds',
    attributeTable(COMMON),
    '## Only in `manifest.webapp`',
    attributeTable(WEBAPP_ONLY),
    '## Only in `manifest.konnector`',
    attributeTable(KONNECTOR_ONLY),
    '## Problems',
    ...Object.entries(PROBLEM_KINDS).map(problem)
  ].join('\n\n') + '\n'
