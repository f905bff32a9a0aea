import type { Profile } from '../launcher.js'

/** What becomes of a job, in the words of SECURITY.md. */
export type HostileVerdict = 'allowed' | 'refused' | 'masked' | 'ended at its time limit' | 'ended by a limit'

/** One program of `hostile-jobs`: what it does, and what becomes of it. */
export interface HostileJob {
  /** The file's name without its extension. */
  name: string
  does: string
  verdicts: Record<Profile, HostileVerdict>
}

const everywhere = (verdict: HostileVerdict): HostileJob['verdicts'] => ({
  plain: verdict,
  prod: verdict,
  cmd: verdict
})

const inProduction = (prod: HostileVerdict, plain: HostileVerdict = 'allowed'): HostileJob['verdicts'] => ({
  plain,
  prod,
  cmd: plain
})

const AT_LIMIT = everywhere('ended at its time limit')

/** The table of SECURITY.md. `cmd` is here the simplest launcher, which starts Node: another may hold more. */
export const HOSTILE_JOBS: readonly HostileJob[] = [
  { name: 'read-home', does: "reads a file of its person's", verdicts: inProduction('refused') },
  { name: 'write-outside', does: 'writes outside of its folder', verdicts: inProduction('refused') },
  {
    name: 'link-outside',
    does: 'leaves a link that leads out of its folder',
    verdicts: inProduction('refused')
  },
  { name: 'lock-folder', does: 'locks what it leaves behind', verdicts: inProduction('refused') },
  { name: 'fill-disk', does: 'fills the disk', verdicts: inProduction('refused') },
  { name: 'open-many-files', does: 'opens more than 128 files', verdicts: inProduction('refused') },
  { name: 'read-variables-of-stack', does: "reads the stack's variables", verdicts: inProduction('refused') },
  { name: 'signal-stack', does: 'sends a signal to the stack', verdicts: inProduction('refused') },
  {
    name: 'allocate-without-end',
    does: 'takes memory without end',
    verdicts: inProduction('ended by a limit', 'ended at its time limit')
  },
  { name: 'fork-without-end', does: 'starts processes without end', verdicts: AT_LIMIT },
  { name: 'endless-loop', does: 'takes a processor without end', verdicts: AT_LIMIT },
  { name: 'endless-line', does: 'writes one line without end', verdicts: AT_LIMIT },
  { name: 'ignore-signals', does: 'ignores all signals that it may', verdicts: AT_LIMIT },
  { name: 'hang-silently', does: 'closes its output and hangs', verdicts: AT_LIMIT },
  { name: 'leave-child', does: 'leaves a child in a session of its own', verdicts: everywhere('allowed') },
  { name: 'leave-port', does: 'leaves a child that listens on a port', verdicts: everywhere('allowed') },
  { name: 'connect-elsewhere', does: 'connects to something else', verdicts: everywhere('allowed') },
  { name: 'print-credentials', does: 'prints its credentials', verdicts: everywhere('masked') }
]
