/** `COZY_JOB_ID` in its parts: `konnector/3/6f4e…`. */
export interface JobId {
  /** `service` or `konnector`. */
  worker: string
  /** The number of the worker's slot. */
  slot: number
  /** The id of the `io.cozy.jobs` document. */
  id: string
  /** As it was given. */
  text: string
}

/** Undefined for a text of another form. */
export function parseJobId(text: string): JobId | undefined {
  const [, worker, slot, id] = /^([^/]+)\/(\d+)\/([^/]+)$/.exec(text) ?? []
  return worker === undefined || slot === undefined || id === undefined
    ? undefined
    : { worker, slot: Number(slot), id, text }
}
