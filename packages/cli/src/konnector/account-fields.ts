import { createDevConfig, DEV_CONFIG, readDevConfig, type DevConfig } from '@cozy-jobs/fixtures'
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { JobFolder } from '../job/job-folder.js'
import { readJobManifest } from '../job/job-manifest.js'
import { KONNECTOR_ERRORS } from './errors.js'
import { missingFields } from './missing-fields.js'

/** For the message: what is done, in the infinitive, and from where it was typed. */
export interface Asked {
  act: string
  cwd: string
}

/**
 * `konnector-dev-config.json` with all that the konnector's account needs. Where there is none it is made of the fields
 * of the manifest, and the message says what to fill in.
 */
export async function accountFields(job: JobFolder, { act, cwd }: Asked): Promise<DevConfig> {
  const { fields } = readJobManifest(job.manifest)
  const path = join(job.folder, DEV_CONFIG)
  const shown = relative(cwd, path)
  const wasThere = existsSync(path)
  if (!wasThere) await createDevConfig(job.folder, fields)
  const config = await readDevConfig(job.folder)
  const missing = missingFields(fields, config.fields)
  if (missing.length === 0) return config
  throw wasThere
    ? KONNECTOR_ERRORS.fieldsMissing(act, shown, missing)
    : KONNECTOR_ERRORS.configMade(act, shown, missing)
}
