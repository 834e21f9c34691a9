import { z } from 'zod'
import { daysUntil } from '../evidence/ages.ts'
import { lambdaRuntimes, supportSource } from '../evidence/support-dates.ts'
import { text } from '../evidence/values.ts'
import { counted, listed, said, sentences } from '../evidence/wording.ts'
import { defineRecipe, type Item } from '../recipe.ts'

/** Functions whose runtime is out of support, or soon will be. */
export const oldRuntimes = defineRecipe({
  name: 'old_runtimes',
  about: 'upkeep',
  description: 'Lambda functions on runtimes that are out of support or will be within 180 days.',
  questions: [
    'which functions run on old runtimes?',
    'old Lambda runtimes',
    'lambdas with a deprecated runtime',
    'functions on an outdated runtime',
    'which Lambda functions need a runtime upgrade?',
    'runtimes out of support',
  ],
  scope: 'regional',
  services: ['lambda'],
  parameters: z.strictObject({}),
  async run(_parameters, { read, note, now, region }) {
    const functions = await read('lambda:ListFunctions')
    const dated = runtimesOf(functions, now)
    const old = dated.filter(({ days }) => days <= soonDays)
    const unknown = functions.filter(isUnknown)
    note(`Dates of support: ${supportSource(now)}.`)
    if (unknown.length > 0) {
      note(`The end of support is unknown here for ${listed(unknown.map(runtimeText))}.`)
    }
    return {
      summary: summarize(old, { all: functions.length, region }),
      evidence: old.map(({ name, runtime, end, days, modified }) => ({
        evidence: 'Function on an old runtime',
        Function: name,
        Runtime: runtime,
        SupportEnds: end,
        Days: days,
        LastModified: modified,
      })),
    }
  },
})

const soonDays = 180

export interface DatedFunction {
  name: string
  runtime: string
  end: string
  /** To the end of its support, negative where that is past. */
  days: number
  modified: string
}

/** Functions whose runtime's end of support is known, the oldest first. */
export function runtimesOf(functions: readonly Item[], now: Date): DatedFunction[] {
  return functions
    .flatMap((one) => {
      const runtime = text(one.Runtime)
      const end = lambdaRuntimes[runtime]
      if (end === undefined) return []
      const [name, modified] = [text(one.FunctionName), text(one.LastModified)]
      return [{ name, runtime, end, days: daysUntil(end, now), modified }]
    })
    .toSorted((a, b) => a.days - b.days || a.name.localeCompare(b.name))
}

/** An image brings its own runtime, and Lambda has no date for it. */
const isUnknown = ({ Runtime, PackageType }: Item) =>
  PackageType !== 'Image' && !Object.hasOwn(lambdaRuntimes, text(Runtime))

const runtimeText = ({ FunctionName, Runtime }: Item) =>
  `${said(text(FunctionName))} (${said(text(Runtime), 40)})`

function summarize(
  old: readonly DatedFunction[],
  { all, region }: { all: number; region: string },
) {
  if (all === 0) return `There is no Lambda function in ${region}.`
  const past = old.filter(({ days }) => days < 0)
  const soon = old.filter(({ days }) => days >= 0)
  if (old.length === 0) {
    return `No function in ${region} is on a runtime that is out of support, or will be within ${soonDays} days (${all} looked at).`
  }
  return sentences(
    past.length > 0
      ? `${counted(past.length, 'function')} of ${all} in ${region} ${past.length === 1 ? 'runs' : 'run'} on a runtime that is out of support: ${byRuntime(past, 'since')}.`
      : `No function in ${region} is out of support yet.`,
    soon.length > 0 ? `Next: ${byRuntime(soon, 'until')}.` : '',
  )
}

/** `image-resizer and nightly-report (python3.9, since 2025-12-15)`. */
const byRuntime = (functions: readonly DatedFunction[], word: string) =>
  [...Map.groupBy(functions, ({ runtime }) => runtime)]
    .map(
      ([runtime, some]) =>
        `${listed(some.map(({ name }) => said(name)))} (${runtime}, ${word} ${some[0]?.end})`,
    )
    .join(', ')
