import { ENGINES, forYarn, TOOLCHAIN } from '../project/toolchain.js'
import { JOB_SCRIPTS, ours, toJson } from '../project/package-json.js'
import { asMarkdown } from '../project/markdown.js'
import { titleOf } from '../project/names.js'
import type { Tree } from '../project/plan.js'
import { recordMember } from '../project/record.js'
import { repositoryFiles } from '../project/repository.js'
import { renderTemplates } from '../project/templates.js'
import type { ServiceAnswers } from './answers.js'
import { behaviourOf, type Behaviour } from './behaviour.js'
import { codeData, serviceCode, whenItRuns } from './code.js'
import { fixtureOf } from './fixture.js'
import { serviceManifest } from './manifest.js'
import type { ServicePlace } from './place.js'

const DOES: Readonly<Record<Behaviour, string>> = {
  mark: 'notes on each document that it was seen',
  tell: 'tells of each document in its log',
  keep: 'keeps what was posted as a document',
  'tell-post': 'tells in its log what was posted'
}

const packageJson = (answers: ServiceAnswers, place: ServicePlace): object => {
  // Where it was made is no property of the project.
  const { name, folder: _, ...recorded } = { ...answers }
  const { isInWorkspace, version, license, repositoryUrl } = place
  const repository = !isInWorkspace && repositoryUrl !== undefined
  return {
    name,
    version: '0.1.0',
    private: true,
    license,
    type: 'module',
    engines: ENGINES,
    ...(repository && { repository: { type: 'git', url: `git+${repositoryUrl}.git` } }),
    scripts: JOB_SCRIPTS,
    dependencies: ours(place, ['service']),
    devDependencies: { ...ours(place, ['cli', 'fixtures']), ...(!isInWorkspace && TOOLCHAIN) },
    ...(!isInWorkspace && forYarn(place.packageManager)),
    // Its targets are those of the plugin; as scripts they would start npm first.
    ...(isInWorkspace && { nx: { includedScripts: [] } }),
    ...recordMember({ name: 'service', version, answers: { name, ...recorded } })
  }
}

const schemaOf = ({ toRoot }: ServicePlace): string =>
  `${toRoot === '.' ? '.' : toRoot}/node_modules/@cozy-jobs/manifest/schema/manifest.webapp.schema.json`

const sourceOf = ({ isInWorkspace, repositoryUrl }: ServicePlace, name: string): string | undefined =>
  repositoryUrl === undefined
    ? undefined
    : `${repositoryUrl}.git@${isInWorkspace ? `build-${name}` : 'build'}`

/** The files of an app for one service, relative to its folder. */
export const renderService = (answers: ServiceAnswers, place: ServicePlace): Tree => {
  const { name, doctypes, verbs, ci = [] } = answers
  const { isInWorkspace, packageManager, license, mainBranch } = place
  const yarn = packageManager === 'yarn'
  const data = {
    ...codeData(answers),
    title: titleOf(name),
    runsWhen: asMarkdown(whenItRuns(answers)),
    does: DOES[behaviourOf(answers)],
    rights: doctypes.map(doctype => `\`${doctype}\` ${verbs.join(', ')}`).join('; '),
    isInWorkspace,
    install: yarn ? 'yarn' : 'npm install',
    run: yarn ? 'yarn' : 'npm run'
  }
  return {
    ...(!isInWorkspace && repositoryFiles({ layout: 'single', packageManager, mainBranch, ci })),
    ...renderTemplates('service-app', data),
    ...serviceCode(answers),
    'manifest.webapp': toJson(
      serviceManifest(answers, { schema: schemaOf(place), source: sourceOf(place, name), license })
    ),
    'fixture.json': toJson(fixtureOf(answers)),
    'package.json': toJson(packageJson(answers, place))
  }
}
