import { asLink, asMarkdown } from '../project/markdown.js'
import { JOB_SCRIPTS, ours, toJson } from '../project/package-json.js'
import type { Tree } from '../project/plan.js'
import { recordMember } from '../project/record.js'
import { repositoryFiles } from '../project/repository.js'
import { renderTemplates } from '../project/templates.js'
import { ENGINES, forYarn, TOOLCHAIN } from '../project/toolchain.js'
import type { ServicePlace } from '../service/place.js'
import type { KonnectorAnswers } from './answers.js'
import { DATA_KINDS } from './data-kinds.js'
import { fieldsOf, sampleOf } from './fields.js'
import { icon } from './icon.js'
import { konnectorManifest } from './manifest.js'
import { recording } from './recording/recording.js'

const EXPECTED = {
  bills: { files: 3, documents: { 'io.cozy.bills': 3 } },
  documents: { files: 2, documents: {} },
  identity: { files: 1, documents: { 'io.cozy.identities': 1 } },
  operations: { files: 0, documents: { 'io.cozy.bank.accounts': 1, 'io.cozy.bank.operations': 3 } }
} as const

const OPENS = {
  form: "the site's login form, filled in",
  oauth: 'the API with the token of the account; where it has expired, the stack gets a new one',
  none: 'the site, which asks nobody to sign in'
} as const

/** A text as it stands in the sources. */
const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, ' ')}'`

/** Where nobody signs in, what the owner enters goes along with the address of the page. */
const queryParts = (answers: KonnectorAnswers) => {
  const asked = answers.login === 'none' ? fieldsOf(answers) : []
  if (asked.length === 0) return { argument: '', parameter: '', option: '' }
  return {
    argument: `, { ${asked.map(({ name }) => `${name}: fields.${name}`).join(', ')} }`,
    parameter: ', query: Record<string, string | boolean | undefined>',
    option: ', { query }'
  }
}

const templateData = (answers: KonnectorAnswers, { isInWorkspace, packageManager }: ServicePlace) => {
  const { data, login, site, title } = answers
  const fields = fieldsOf(answers)
  return {
    ...answers,
    ...queryParts(answers),
    fields,
    names: fields.map(({ name }) => name),
    expected: EXPECTED[data],
    host: new URL(site).host,
    what: DATA_KINDS[data].en,
    file: DATA_KINDS[data].file,
    opens: OPENS[login],
    quoted: { title: quote(title) },
    readme: { title: asMarkdown(title), site: asLink(site) },
    isInWorkspace,
    install: packageManager === 'yarn' ? 'yarn' : 'npm install',
    run: 'npx cozy-jobs'
  }
}

/** The Cozy of the tests: an account with what its owner would have entered. */
const fixture = (answers: KonnectorAnswers, { toRoot }: ServicePlace): object => {
  const { name, title, login } = answers
  const entered = Object.fromEntries(fieldsOf(answers).map(field => [field.name, sampleOf(field)]))
  return {
    $schema: `${toRoot}/node_modules/@cozy-jobs/fixtures/schema/fixture.schema.json`,
    'io.cozy.accounts': [
      {
        _id: `${name}-account`,
        account_type: name,
        name: title,
        folderId: 'io.cozy.files.root-dir',
        auth: entered,
        ...(login === 'oauth' && { oauth: { access_token: 'taken-by-the-recording' } })
      }
    ]
  }
}

const packageJson = (answers: KonnectorAnswers, place: ServicePlace): object => {
  // Where it was made, and what it is not, are no properties of the project.
  const { folder: _folder, compat: _compat, ...recorded } = answers
  const { isInWorkspace, version, license, repositoryUrl } = place
  return {
    name: answers.name,
    version: '0.1.0',
    private: true,
    description: `Fetches ${DATA_KINDS[answers.data].en} from ${answers.title}`,
    license,
    type: 'module',
    engines: ENGINES,
    ...(!isInWorkspace &&
      repositoryUrl !== undefined && { repository: { type: 'git', url: `git+${repositoryUrl}.git` } }),
    scripts: JOB_SCRIPTS,
    dependencies: ours(place, ['konnector']),
    devDependencies: {
      ...ours(place, ['cli', 'fixtures', 'webpack-config']),
      ...(!isInWorkspace && TOOLCHAIN)
    },
    ...(!isInWorkspace && forYarn(place.packageManager)),
    // Its targets are those of the plugin; as scripts they would start npm first.
    ...(isInWorkspace && { nx: { includedScripts: [] } }),
    ...recordMember({ name: 'konnector', version, answers: recorded })
  }
}

/** The files of a konnector, by path. */
export const renderKonnector = (answers: KonnectorAnswers, place: ServicePlace): Tree => {
  const { data, login, title, ci = [] } = answers
  const { isInWorkspace, packageManager, mainBranch, version } = place
  const values = templateData(answers, place)
  const folders = [
    'every-kind',
    `login/${login}`,
    `data/${data}`,
    `${login === 'oauth' ? 'api' : 'page'}/${data}`
  ]
  return {
    ...(!isInWorkspace && repositoryFiles({ layout: 'single', packageManager, mainBranch, ci })),
    ...(Object.assign({}, ...folders.map(folder => renderTemplates(`konnector/${folder}`, values))) as Tree),
    'package.json': toJson(packageJson(answers, place)),
    'manifest.konnector': toJson(konnectorManifest(answers, place)),
    'fixture.json': toJson(fixture(answers, place)),
    'fixtures/sample.har': recording(answers, version),
    'icon.svg': icon(title)
  }
}
