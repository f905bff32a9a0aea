/** Errors end a check as failed; warnings tell what the stack accepts in silence though it is surely a mistake. */
export type Severity = 'error' | 'warning'

/** One kind of problem. `act` is what failed: `{path}` is the attribute. */
export interface ProblemKind {
  severity: Severity
  act: string
  /** For the reference page: what it means. */
  meaning: string
}

/** Every problem that a check can find; the reference page has an anchor for each code. */
export const PROBLEM_KINDS = {
  'json-syntax': {
    severity: 'error',
    act: 'read the manifest',
    meaning: 'The file is no JSON. Comments and trailing commas are no JSON either: the stack refuses them.'
  },
  'not-an-object': {
    severity: 'error',
    act: 'read the manifest',
    meaning: 'The file holds JSON, but a list or a plain value instead of an object.'
  },
  'attribute-invalid': {
    severity: 'error',
    act: 'accept the manifest',
    meaning: 'The value has the wrong type or a form that nobody reads.'
  },
  'attribute-missing': {
    severity: 'error',
    act: 'accept the manifest',
    meaning: 'An object lacks an attribute without which it means nothing.'
  },
  'attribute-recommended': {
    severity: 'warning',
    act: 'find {path}',
    meaning: 'The documentation requires the attribute; the stack installs without it.'
  },
  'attribute-unknown': {
    severity: 'warning',
    act: 'recognize {path}',
    meaning: 'Nobody reads an attribute of this name.'
  },
  'attribute-of-other-kind': {
    severity: 'warning',
    act: 'use {path}',
    meaning: 'The attribute belongs to the other kind of manifest.'
  },
  'attribute-of-stack': {
    severity: 'warning',
    act: 'use {path}',
    meaning: 'The stack writes this attribute itself, over what the manifest says.'
  },
  'attribute-null': {
    severity: 'warning',
    act: 'use {path}',
    meaning: 'The stack takes null for absent; other readers may not.'
  },
  'attribute-duplicate': {
    severity: 'warning',
    act: 'use {path}',
    meaning: 'The same attribute stands twice in one object; the last one counts.'
  },
  'value-unknown': {
    severity: 'warning',
    act: 'recognize {path}',
    meaning: 'The value is not known, and looks like one that is.'
  },
  'trigger-invalid': {
    severity: 'error',
    act: 'accept {path}',
    meaning: 'The trigger makes no sense: the stack refuses the installation.'
  },
  'trigger-suspicious': {
    severity: 'warning',
    act: 'make sense of {path}',
    meaning: 'The stack accepts the trigger, but it does not do what it seems to say.'
  },
  'debounce-invalid': {
    severity: 'warning',
    act: 'make sense of {path}',
    meaning: 'The stack installs the service and then runs it without any delay.'
  },
  'debounce-ignored': {
    severity: 'warning',
    act: 'make sense of {path}',
    meaning: 'Only events and webhooks are held back; the stack ignores a debounce of other triggers.'
  },
  'service-file-is-source': {
    severity: 'warning',
    act: 'run {path}',
    meaning: 'A service names its source; the stack runs built files.'
  },
  'service-file-missing': {
    severity: 'warning',
    act: 'run {path}',
    meaning: 'The file of a service is not in the build: each run would fail.'
  },
  'file-missing': {
    severity: 'warning',
    act: 'find {path} in the build',
    meaning: 'A file that the manifest names is not in the build.'
  },
  'route-missing': {
    severity: 'warning',
    act: 'serve {path}',
    meaning: 'The folder or the page of a route is not in the build.'
  },
  'notification-undeclared': {
    severity: 'warning',
    act: 'find the notification in {path}',
    meaning: 'The bundle sends a notification that the manifest does not declare: the stack refuses it.'
  },
  'doctype-not-permitted': {
    severity: 'warning',
    act: 'find a permission in {path}',
    meaning: 'The bundle names a doctype for which the manifest asks no permission.'
  },
  'doctype-computed': {
    severity: 'warning',
    act: 'check {path}',
    meaning: 'The bundle puts a doctype together while it runs, so that its permission cannot be checked.'
  },
  'intent-not-permitted': {
    severity: 'warning',
    act: 'offer {path}',
    meaning: 'An intent works on a doctype for which the manifest asks no permission.'
  },
  'bundle-unreadable': {
    severity: 'warning',
    act: 'look into {path}',
    meaning: 'A built file is no JavaScript.'
  },
  'time-interval-order': {
    severity: 'warning',
    act: 'make sense of {path}',
    meaning: 'The interval does not end after its start.'
  },
  'flagship-limits': {
    severity: 'warning',
    act: 'make sense of {path}',
    meaning: 'The flagship app hands nothing over unless it is told what is accepted.'
  }
} as const satisfies Record<string, ProblemKind>

/** The code of a problem, stable for scripts. */
export type ProblemCode = keyof typeof PROBLEM_KINDS

/** Where a code is explained. */
export const referenceOf = (code: ProblemCode): string => `docs/reference/manifest.md#${code}`

const FAILURES = {
  'manifest-absent': (folder: string) =>
    `Failed to read the manifest of ${folder}: there is no manifest.webapp and no manifest.konnector in it. ` +
    'Name the folder that holds one of them, or add one.',
  'manifest-ambiguous': (folder: string) =>
    `Failed to read the manifest of ${folder}: it holds both a manifest.webapp and a manifest.konnector. ` +
    'Keep one of them: a folder is either a web app or a konnector.',
  'manifest-unreadable': (file: string, why: string) =>
    `Failed to read ${file}: ${why}. Name a manifest, or the folder that holds one.`,
  'manifest-invalid': (file: string, where: string, why: string, advice: string) =>
    `Failed to read ${file}${where}: ${why}. ${advice}`
} as const

type Failures = typeof FAILURES

/** Why a manifest could not be read at all. `code` is stable for scripts. */
export class ManifestError extends Error {
  override name = 'ManifestError'
  readonly code: keyof Failures

  constructor(code: keyof Failures, message: string) {
    super(message)
    this.code = code
  }
}

/** Makes a `ManifestError` from the table above. */
export const failure = <C extends keyof Failures>(
  code: C,
  ...details: Parameters<Failures[C]>
): ManifestError => {
  const template: (...parts: string[]) => string = FAILURES[code]
  return new ManifestError(code, template(...details))
}
