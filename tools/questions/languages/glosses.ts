/** Words of a language, and those of English for them, in the order in which they are read. */
export type Glosses = readonly (readonly [pattern: string, english: string])[]
