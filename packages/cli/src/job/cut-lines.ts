// A program that crashes quotes the line where it did: of a minified bundle, that is the whole bundle.
const LONGEST = 400

/** What a job wrote, for a person: long lines end in `…`, and of several empty lines one stays. */
export const cutLines = (text: string): string =>
  text
    .split('\n')
    .map(line => (line.length > LONGEST ? `${line.slice(0, LONGEST).trimEnd()} …` : line).trimEnd())
    .filter((line, index, lines) => line !== '' || (index < lines.length - 1 && lines[index - 1] !== ''))
    .join('\n')
