import { languageOf, type Language } from '../../../server/texts.js'

/** What a page says in both languages; French must have all that English has. */
export type Bilingual<Texts> = Readonly<Record<Language, Texts>>

export const inLanguageOf = <Texts>({ locale }: { locale: string }, texts: Bilingual<Texts>): Texts =>
  texts[languageOf(locale)]
