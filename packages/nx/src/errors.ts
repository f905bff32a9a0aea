/** Every way in which the folders of a workspace can be refused. */
export const NX_ERRORS = {
  bothManifests: (folder: string) =>
    `Failed to infer the project ${folder}: it holds both manifest.webapp and manifest.konnector. Keep one of them: a folder is either a web app or a konnector.`,
  packageUnreadable: (file: string, why: string) =>
    `Failed to read ${file}: ${why}. Correct it; Nx takes the scripts and the name of a job from there.`
} as const
