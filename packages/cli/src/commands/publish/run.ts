import { archiveAddress, PUBLISH_ERRORS, publishVersion } from '@cozy-jobs/deploy'
import { EXIT } from '../../errors.js'
import { jobFolder } from '../../job/job-folder.js'
import { readJobManifest } from '../../job/job-manifest.js'
import type { Run } from '../../registry/command.js'
import { isInteractive } from '../../terminal/is-interactive.js'
import { sizeText } from '../../terminal/size-text.js'
import { withExitCode } from '../deploy/with-exit-code.js'
import type { PUBLISH_OPTIONS } from './command.js'
import { readParameters } from './read-parameters.js'
import { readToken } from './read-token.js'
import { versionOf } from './version-of.js'

const DONE = {
  published: 'Published',
  unchanged: 'Nothing to publish: the registry has this already:',
  planned: 'Would publish'
}

export const run: Run<typeof PUBLISH_OPTIONS> = async ({ args, options, json }, context) => {
  const { terminal, cwd, env, signal } = context
  const { folder, kind, manifest } = jobFolder(cwd, args[0], 'publish')
  const { slug, version: own } = readJobManifest(manifest)
  const { branch, remote, sha256 } = options
  const named = { ...(branch !== undefined && { branch }), ...(remote !== undefined && { remote }) }
  const parameters = readParameters(env)
  const report = await withExitCode(
    (async () => {
      if (!slug) throw PUBLISH_ERRORS.noSlug()
      if (!own) throw PUBLISH_ERRORS.noVersion()
      const interactive = isInteractive(context)
      const question = { folder, env, signal, interactive, ...named }
      return publishVersion({
        registry: options.registry,
        job: { slug, kind, version: own },
        version: await versionOf(options.release, own, question),
        url: (options.url ?? env['COZY_BUILD_URL']) || (await archiveAddress(question)),
        token: () => readToken(options['token-file'], context),
        dryRun: options['dry-run'],
        signal,
        ...(sha256 !== undefined && { sha256 }),
        ...(parameters !== undefined && { parameters })
      })
    })(),
    context
  )
  if (json) terminal.out(JSON.stringify(report))
  else {
    const { state, channel, version, url, size, registry } = report
    terminal.out(`${DONE[state]} ${slug} ${version} in the channel ${channel} of ${registry}`)
    terminal.out(terminal.dim(`  ${url}, ${sizeText(size)}, sha256 ${report.sha256}`))
    const command = `cozy-jobs ${kind === 'konnector' ? 'konnectors' : 'apps'} install ${slug} registry://${slug}/${channel}`
    if (state !== 'planned') terminal.out(`\n  ${terminal.bold(command)}`)
  }
  return EXIT.done
}
