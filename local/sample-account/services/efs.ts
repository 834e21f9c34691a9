import type { Answers } from '../answer.ts'

/** The company has no file systems: each list is empty. */
export const answers: Answers = {}
