import type { Message } from '@strands-agents/sdk'
import { asSteps, stepsOf } from '../../tools/questions/follow-up/steps.ts'
import { shownBefore } from './shown-before.ts'

/** What is said where a further question brings the answer of before once more: that it does, and why. */
export function sameAgain(messages: readonly Message[]): string | undefined {
  const asked = messages.findLastIndex(
    ({ role, content }) => role === 'user' && content.some(({ type }) => type === 'textBlock'),
  )
  const now = shownBefore(messages.slice(Math.max(asked, 0)))
  const before = shownBefore(messages.slice(0, Math.max(asked, 0)))
  if (now?.said === undefined || before?.said === undefined) return undefined
  const steps = stepsOf(now.question)
  const isSame =
    steps.length > 1 &&
    asSteps(steps) !== asSteps(stepsOf(before.question)) &&
    now.said === before.said &&
    now.rows.map(({ name }) => name).join('\n') === before.rows.map(({ name }) => name).join('\n')
  return isSame
    ? `The same as before: “${steps.at(-1)}” changes nothing in it, either because it holds of all that was shown or because it was not understood.`
    : undefined
}
