import type { Rate, Report } from './figures.ts'
import { signTest } from './interval.ts'
import { shown } from './markdown.ts'

/** Two reports beside each other; throws where they are of two examinations. */
export function compared(one: Report, other: Report): string {
  if (one.taskVersion !== other.taskVersion) {
    throw new Error(
      `Not to be compared: their tasks are of two versions (${one.taskVersion} and ${other.taskVersion}). ` +
        'Grade both anew with --regrade, or run them again.',
    )
  }
  const key = ({ seed, task, phrasing, repeat }: Report['list'][number]) =>
    `${seed} ${task} ${phrasing} ${repeat}`
  const there = new Map(other.list.map((attempt) => [key(attempt), attempt.isRight]))
  const both = one.list.filter((attempt) => there.has(key(attempt)))
  const onlyOne = both.filter(
    (attempt) => attempt.isRight && there.get(key(attempt)) === false,
  ).length
  const onlyOther = both.filter(
    (attempt) => !attempt.isRight && there.get(key(attempt)) === true,
  ).length
  const rows: [string, Rate, Rate][] = [
    ['answers with an invention', one.inventing, other.inventing],
    ['right (pass@1)', one.right, other.right],
    [
      `right each time (of ${one.repeats} and ${other.repeats})`,
      one.rightEachTime,
      other.rightEachTime,
    ],
    ['tasks right in all phrasings', one.rightInAllPhrasings, other.rightInAllPhrasings],
  ]
  return [
    `| | ${one.modelId} | ${other.modelId} | |`,
    '|---|---|---|---|',
    ...rows.map(
      ([what, a, b]) =>
        `| ${what} | ${shown(a)} | ${shown(b)} | ${overlap(a, b) ? 'intervals overlap' : 'apart'} |`,
    ),
    '',
    `Of ${both.length} attempts that both made, ${onlyOne} were right in the first alone and ${onlyOther} in the second alone (exact sign test: p = ${signTest(onlyOne, onlyOther).toPrecision(2)}).`,
    '',
  ].join('\n')
}

const overlap = (a: Rate, b: Rate) => a.from <= b.to && b.from <= a.to
