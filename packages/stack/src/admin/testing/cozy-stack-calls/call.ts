/**
 * One request of the real command line, `cozy-stack`, as its source has it (`client/`, `cmd/`, commit db1163854). A name
 * in braces stands for what only the stack knows: `{domain}`, `{folder}`, or what an earlier call has `kept`.
 */
export interface Call {
  /** As it is typed, the domain left out. */
  command: string
  port: 'instance' | 'admin'
  /** Of the token of the command line that it gets for itself first; absent on the admin port. */
  scope?: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  query?: Readonly<Record<string, string>>
  headers?: Readonly<Record<string, string>>
  body?: string
  status: number
  /** What it takes from the answer, each a path in its JSON; `text` and `events` are taken as a whole. */
  reads?: readonly string[] | 'text' | 'events'
  /** What of the answer further calls name: a path in its JSON, or `text`. */
  keeps?: Readonly<Record<string, string>>
}
