/** A text as it is to be read in Markdown, a table included: none of its characters marks anything. */
export const asMarkdown = (text: string): string => text.replaceAll(/[\\`*_[\]<>|~]|^[#+-]/g, '\\$&')

/** An address that a link may hold: what would end the link is written as its code. */
export const asLink = (address: string): string =>
  address.replaceAll(/[()<>`|\\]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
