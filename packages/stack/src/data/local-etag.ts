import { xxhash128 } from 'hash-wasm'
import { tupleToBinary } from './erlang-binary.js'

/**
 * CouchDB's ETag of a local document: for others it is the revision, for these a hash over revision and fields, to the
 * base 36.
 */
export const localEtag = async (rev: string, fields: Record<string, unknown>): Promise<string> => {
  const [generation, id] = rev.split('-')
  const hash = await xxhash128(tupleToBinary([Number(generation), id, fields]))
  return `"${BigInt(`0x${hash}`).toString(36).toUpperCase()}"`
}
