/** @throws Error always: what only a page in a browser uses */
export const refused = (name: string): never => {
  throw new Error(
    `Failed to use cozyClient.${name}: it is for pages in a browser. Use cozyClient.new, or a route by fetchJSON.`
  )
}
