import { getCozyMetadata, type CozyMetadata } from '../metadata/cozy-metadata.js'
import type { KonnectorInfo } from '../metadata/konnector-info.js'
import { readManifest } from '../metadata/read-manifest.js'

let set: KonnectorInfo | undefined

/** The konnector's manifest, as it was built in. */
export const manifest = {
  get data(): KonnectorInfo {
    return (set ??= readManifest())
  },
  getCozyMetadata: (data: CozyMetadata = {}): CozyMetadata => getCozyMetadata(manifest.data, data),
  setManifest: (data: KonnectorInfo): void => {
    set = data
  }
}
