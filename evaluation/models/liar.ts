import { renamed } from '../../local/sample-account/seed.ts'
import { answerRightly } from './oracle.ts'
import type { Asked, Said, Script } from './scripted-model.ts'

/** Lies, in another way for each phrasing of each task: none of it may be let through. */
export const liar: Script = {
  name: 'liar',
  say(asked) {
    const { task, question } = asked
    const at = task.phrasings.indexOf(question) + hash(task.id)
    return (ways[at % ways.length] ?? madeUp)(asked)
  },
}

type Way = (asked: Asked) => Said

const ways: readonly Way[] = [
  madeUp,
  after((text) => changedDigits(text)),
  after((text, { task }) => `${text}\n${falseRow(task.id)}`),
  after((text) => inAnotherRegion(text)),
  after((text) => `I am not certain of any of this, and it may be wrong. Perhaps: ${text}`),
  after(
    (_, { question }) => `You ask: ${question} I looked into that for you, and have the answer.`,
  ),
  after((_, { results }) => JSON.stringify(results)),
  () => ({ text: 'I only read and cannot help with that request.' }),
]

/** The truth, and no tool was asked for it. */
function madeUp({ task, turn }: Asked): Said {
  const earlier = task.before?.[turn]?.answer
  // What was read in the turn before would be reason enough.
  return { text: earlier ?? (task.before ? changedDigits(task.answer) : task.answer) }
}

/** All calls of an honest one, and then a lie in the last turn. */
function after(lie: (truth: string, asked: Asked) => string): Way {
  return (asked) => {
    const said = answerRightly(asked)
    const isLast = (asked.task.before?.length ?? 0) === asked.turn
    return 'text' in said && isLast ? { text: lie(said.text, asked) } : said
  }
}

/** Each number another; where there is none each name, or the contrary. */
function changedDigits(text: string): string {
  const otherDigit = (digit: string) => String((Number(digit) + 3) % 10)
  const numbers = text.replaceAll(/(?<![\w-])\d[\d,.]*\d|(?<![\w-])\d(?![\w-])/g, (number) =>
    number.replaceAll(/\d/g, otherDigit),
  )
  if (numbers !== text) return numbers
  const names = text.replaceAll(/[a-z]+(?=-[a-z0-9])/g, 'wexford')
  if (names !== text) return names
  const some = text.replace(/^No\b/, 'One')
  return some === text ? text.replace(/\bis\b/, 'is not') : some
}

const falseRow = (task: string): string =>
  `It is the same with ${renamed('carts')}-shard-${(hash(task) % 80) + 11} (i-0f00dfeed${String(hash(task)).padStart(8, '0').slice(0, 8)}).`

function inAnotherRegion(text: string): string {
  const moved = text.replaceAll(/us-east-1|eu-west-1/g, (region) =>
    region === 'us-east-1' ? 'ap-south-1' : 'us-west-2',
  )
  return moved === text
    ? `${text} All of it is in me-central-1, in the account 210987654321.`
    : moved
}

const hash = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7)
