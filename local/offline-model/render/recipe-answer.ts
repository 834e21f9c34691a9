import { isRecord } from '../../../tools/json.ts'
import { escaped } from './cell.ts'
import { table } from './table.ts'
import type { ShownRegion } from './tool-result.ts'
import { plural } from './words.ts'

export type RecipeAnswer = ShownRegion & { summary: string }

export const isRecipeAnswer = (region: ShownRegion): region is RecipeAnswer =>
  region.summary !== undefined

/** Regions where there is something, each under its name; then a line for each of the others. */
export function recipeAnswers(answers: readonly RecipeAnswer[]): string[] {
  const full = answers.filter(({ items }) => items.length > 0 || answers.length === 1)
  const others = answers.filter((answer) => !full.includes(answer))
  return [
    ...full.map((answer) => recipeAnswer(answer, { headed: answers.length > 1 })),
    ...(others.length === 0
      ? []
      : [others.map(({ summary, notes }) => `- ${[summary, ...notes].join(' ')}`).join('\n')]),
  ]
}

/** What it comes to, what it rests on, and what it could not look at. */
function recipeAnswer(
  { region, summary, items, notes, truncated, hint }: RecipeAnswer,
  { headed }: { headed: boolean },
): string {
  const kinds = Map.groupBy(items.filter(isRecord), ({ evidence }) => String(evidence ?? ''))
  return [
    ...(headed ? [`### ${region}`] : []),
    summary,
    ...[...kinds].flatMap(([kind, each]) => (isOverTime(each) ? [] : [evidence(kind, each)])),
    ...(truncated && hint !== undefined ? [hint] : []),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${escaped(note, 500)}`).join('\n')]),
  ].join('\n\n')
}

type Row = Readonly<Record<string, unknown>>

function evidence(kind: string, rows: readonly Row[]): string {
  const own = rows.map(({ evidence, ...row }) => row)
  const columns = [...new Set(own.flatMap(Object.keys))]
  const heading =
    rows.length === 1 ? `**${kind}**` : `**${plural(kind, rows.length)}** (${rows.length})`
  return [heading, table({ items: own, columns })].filter((part) => part !== '').join('\n\n')
}

/** The points of a chart, which the summary has read: numbers behind a time, one row after the other. */
function isOverTime(rows: readonly Row[]): boolean {
  return (
    rows.length > 5 &&
    rows.every(({ evidence, Of, ...row }) => {
      const [first, ...others] = Object.values(row)
      return (
        /^\d{4}-\d\d-\d\d/.test(String(first)) && others.every((value) => typeof value === 'number')
      )
    })
  )
}
