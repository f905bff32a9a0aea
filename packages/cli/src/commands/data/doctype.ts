import type { Context } from '../../context.js'
import { CliError } from '../../errors.js'
import { connect, type Target } from '../../http/connect.js'
import type { StackClient } from '../../http/stack-client.js'
import { nearest } from '../../registry/nearest.js'
import { DATA_ERRORS } from './errors.js'

const DOCTYPE = /^[a-z][a-z0-9_-]*(\.[A-Za-z0-9_-]+)+$/

/** Throws for what can be no doctype: a path would be another one then. */
export const checkDoctype = (doctype: string, act: string): string => {
  if (DOCTYPE.test(doctype)) return doctype
  throw DATA_ERRORS.notADoctype(act, doctype)
}

export const isDoctype = (text: string): boolean => DOCTYPE.test(text)

/** A client that may do this with the documents of a doctype. */
export const connectFor = (
  doctype: string,
  act: string,
  target: Target,
  context: Context,
  verbs = ''
): Promise<StackClient> => connect(target, checkDoctype(doctype, act) + verbs, context)

/** All doctypes of the Cozy. */
export const listDoctypes = async (target: Target, context: Context, act: string): Promise<string[]> => {
  const client = await connect(target, 'io.cozy.doctypes:GET', context)
  return client.json<string[]>({ path: '/data/_all_doctypes', act })
}

/** The doctype that was surely meant; undefined where there is none, or the list is not to be had. */
export const nearestDoctype = async (
  doctype: string,
  target: Target,
  context: Context
): Promise<string | undefined> => {
  try {
    const doctypes = await listDoctypes(target, context, 'list the doctypes')
    return doctypes.includes(doctype) ? undefined : nearest(doctype, doctypes)
  } catch (error) {
    if (error instanceof CliError) return undefined
    throw error
  }
}
