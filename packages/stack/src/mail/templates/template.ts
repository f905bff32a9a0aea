/** One piece of a mail of the stack's own. A code and a link stand on a line of their own. */
export type Block =
  string | { link: string; label: string } | { code: string } | { quote: string } | undefined

/** What a template says, from values that its sender gives. What is undefined is left out. */
export interface Written {
  subject: string
  blocks: Block[]
}

/** The value of that name as text; '' where it is none. */
export type ValueOf = (name: string) => string

export type Write = (value: ValueOf) => Written

/** A mail in the languages of instances; English for all others. */
export interface Template {
  en: Write
  fr: Write
}
