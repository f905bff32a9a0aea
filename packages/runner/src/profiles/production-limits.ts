const MIB = 1024 * 1024

/** What the system lets one job have. */
export interface Limits {
  /** Bytes of address space, used or not. */
  addressSpace: number
  /** Seconds of a processor. */
  cpuTime: number
  /** Bytes of one file. */
  fileSize: number
  openFiles: number
  /** Processes and threads. Linux does not count those of root. */
  processes: number
}

/** The engine of WebAssembly, which `fetch` starts from this version of Node on, reserves 10 GiB. */
const NODE_WITH_FETCH = 20

/** The figures of the launcher that production uses (`konnector-nsjail-node-run.sh`); `version` is Node's. */
export const productionLimits = (version = process.versions.node): Limits => ({
  addressSpace: (Number.parseInt(version, 10) >= NODE_WITH_FETCH ? 14_336 : 4096) * MIB,
  cpuTime: 1000,
  fileSize: 1024 * MIB,
  openFiles: 128,
  processes: 512
})
