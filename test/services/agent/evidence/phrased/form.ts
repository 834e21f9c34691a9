/**
 * An answer as a language model words it. `{true~false~kind}` marks where it can be made untrue: the
 * answer has what stands first, an invention has the second in one place.
 */
export interface Phrased {
  question: string
  /** Of `reads.ts`, in the order in which they were made. */
  reads: readonly string[]
  text: string
}
