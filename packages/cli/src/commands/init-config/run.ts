import { createDevConfig, DEV_CONFIG, readDevConfig } from '@cozy-jobs/fixtures'
import { join, relative } from 'node:path'
import { EXIT } from '../../errors.js'
import { jobFolder } from '../../job/job-folder.js'
import { readJobManifest } from '../../job/job-manifest.js'
import { KONNECTOR_ERRORS } from '../../konnector/errors.js'
import { missingFields } from '../../konnector/missing-fields.js'
import type { Run } from '../../registry/command.js'

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the command has no options of its own
export const run: Run<{}> = async ({ args }, { terminal, cwd }) => {
  const { folder, kind, manifest } = jobFolder(cwd, args[0], 'make the configuration')
  if (kind !== 'konnector') throw KONNECTOR_ERRORS.notAKonnector('init-config')
  const { fields } = readJobManifest(manifest)
  const made = await createDevConfig(folder, fields)
  const shown = relative(cwd, join(folder, DEV_CONFIG))
  // A mistake in one that is there is told here, too.
  const missing = missingFields(fields, (await readDevConfig(folder)).fields)
  terminal.out(
    made === undefined ? `${shown} is there, and stays as it is.` : `Made ${shown}; git ignores it.`
  )
  if (missing.length > 0) terminal.out(`To be filled in: ${missing.join(', ')}.`)
  return EXIT.done
}
