/** Where the lines of the runs are kept, in pieces; the oldest piece goes when there are too many. */
export interface Journal {
  /** Whole lines, in their order. Settled once they are kept. */
  append(text: string): Promise<void>
  /** The pieces, the newest first; lines in each from old to new. */
  pieces(): AsyncIterable<string>
}

/** How much is kept. */
export interface Retention {
  /** Bytes of all pieces. */
  maxBytes: number
  /** Milliseconds. */
  maxAge: number
}

/** Pieces of one journal, about: as much as one of them is dropped at once. */
const PIECES = 20

/** Bytes from which on a new piece is begun. */
export const pieceSize = ({ maxBytes }: Retention): number => Math.max(1, Math.floor(maxBytes / PIECES))

/** Milliseconds after which a new piece is begun: of a stack that runs little, what is old must not stay with what is new. */
export const pieceAge = ({ maxAge }: Retention): number => maxAge / PIECES
