/**
 * A question and what changed it since, in one line: `list instances → only prod → with owner`. Asked
 * so it says all that it means, and is read the same again.
 */
export const stepsOf = (question: string): string[] =>
  question
    .split(separator)
    .map((step) => step.trim())
    .filter((step) => step !== '')

/** The first one and the latest, within what a tool takes as a question. */
export function asSteps([first = '', ...changes]: readonly string[]): string {
  const kept = changes.slice(-mostChanges)
  return [first, ...kept].map((step) => step.replaceAll(separator, ', ')).join(separator)
}

const separator = ' → '
const mostChanges = 8
