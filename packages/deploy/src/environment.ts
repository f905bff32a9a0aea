/** Variables of the environment, as whoever calls hands them in. */
export type Environment = Readonly<Record<string, string | undefined>>
