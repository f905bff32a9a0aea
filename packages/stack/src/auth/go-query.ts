/** A query as Go writes it: in order of its names. */
export const goQuery = (query: URLSearchParams): string => {
  const sorted = new URLSearchParams(query)
  sorted.sort()
  return sorted.toString().replaceAll('*', '%2A').replaceAll('%7E', '~')
}
