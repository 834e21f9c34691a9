import type { StoredMessage } from '../messages.ts'
import type { Digest, Summary } from './summary.ts'

/**
 * What a model reads in place of the turns that are left out. It stands in the assistant's place, since most of it is
 * from answers, and these from what others have written: nobody is asked to follow it.
 */
export function summaryMessages(summary: Summary | undefined): StoredMessage[] {
  if (summary === undefined) return []
  return [
    { role: 'user', content: [{ text: request }] },
    { role: 'assistant', content: [{ text: textOf(summary) }] },
  ]
}

const request =
  '(From the agent’s program, not from a person.) Older turns of this conversation are left out here. What is kept of them?'

const preface =
  'This summary was made by a program: of each older turn what was asked, and the things and figures that were named, as they were then. ' +
  'What is not in it is no longer known: asked for it, I say so, or read it again.'

function textOf({ first_turn, turns }: Summary): string {
  const lines = turns.map(
    (digest) => `${digest.turn}. Asked: ${digest.asked} Answered: ${answerOf(digest)}`,
  )
  const [first] = turns
  const forgotten =
    first !== undefined && first.turn > first_turn
      ? [`Turns before ${first.turn}: no longer known.`]
      : []
  return [preface, ...forgotten, ...lines].join('\n')
}

function answerOf({ facts, lost, again, answered }: Digest): string {
  if (!answered) return '(not answered by then)'
  const said = [...facts, ...(again ? ['what a later turn said again'] : [])].join('; ')
  if (lost > 0) return `${said} (${lost} more no longer known)`
  return said === '' ? 'nothing of note' : said
}
