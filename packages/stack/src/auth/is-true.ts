/** What Go's `strconv.ParseBool` takes for true; a browser says `on` for a box without a value. */
export const isTrue = (text: string): boolean => /^(1|t|T|true|True|TRUE)$/.test(text)
