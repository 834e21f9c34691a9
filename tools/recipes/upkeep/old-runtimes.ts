import * as z from 'zod'
import { daysUntil } from '../evidence/ages.ts'
import { lambdaRuntimes, supportSource } from '../evidence/support-dates.ts'
import { text } from '../evidence/values.ts'
import { aboutAll } from '../evidence/whole.ts'
import { counted, isAre, listed, numbered, said, sentences } from '../evidence/wording.ts'
import { days, polarity } from '../parameters.ts'
import { type Ask, defineRecipe, type Item, type Place } from '../recipe.ts'

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
  scope: 'estate',
  services: ['lambda'],
  parameters: z.strictObject({
    days: days('how soon support may end, 180 by default'),
    polarity: polarity(['old', 'supported']),
  }),
  async run({ days: soonDays = 180, polarity: way }, ask) {
    const all = await ask.everywhere(functionsIn)
    const dated = all.flatMap(({ dated: one, region }) => (one ? [{ ...one, region }] : []))
    const isMeant = ({ days }: DatedFunction) => (way === 'supported') === days > soonDays
    const meant = dated.filter(isMeant).toSorted(byAge)
    const unknown = all.filter(({ item, dated: one }) => one === undefined && !isImage(item))
    ask.note(`Dates of support: ${supportSource(ask.now)}.`)
    if (unknown.length > 0) {
      const names = unknown.map(({ item }) => runtimeText(item))
      ask.note(`The end of support is unknown here for ${listed(names)}.`)
    }
    return {
      summary: summarize(meant, { way, soonDays, all: all.length, ask }),
      evidence: meant.map(({ name, runtime, end, days: left, modified, region }) => ({
        evidence:
          way === 'supported' ? 'Function on a supported runtime' : 'Function on an old runtime',
        Function: name,
        Runtime: runtime,
        SupportEnds: end,
        Days: left,
        Region: ask.shownRegion(region),
        LastModified: modified,
      })),
    }
  },
})

const functionsIn = async ({ read, now, region }: Place) =>
  (await read('lambda:ListFunctions')).map((item) => ({
    item,
    region,
    dated: runtimesOf([item], now)[0],
  }))

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
    .toSorted(byAge)
}

const byAge = (a: DatedFunction, b: DatedFunction) =>
  a.days - b.days || a.name.localeCompare(b.name)

/** An image brings its own runtime, and Lambda has no date for it. */
const isImage = ({ PackageType }: Item) => PackageType === 'Image'

const runtimeText = ({ FunctionName, Runtime }: Item) =>
  `${said(text(FunctionName))} (${said(text(Runtime), 40)})`

interface Context {
  way: 'old' | 'supported' | undefined
  soonDays: number
  all: number
  ask: Ask
}

function summarize(meant: readonly DatedFunction[], { way, soonDays, all, ask }: Context): string {
  const { where } = ask
  const whole = ask.whole()
  const state =
    way === 'supported'
      ? `on a runtime that is supported for more than ${soonDays} days`
      : `on a runtime that is out of support, or will be within ${soonDays} days`
  const part = `Of the ${numbered(all, 'function')} that could be seen, ${meant.length} ${isAre(meant.length)} ${state}.`
  if (all === 0) return aboutAll(whole, `There is no Lambda function in ${where}.`, part)
  if (meant.length === 0) {
    return aboutAll(whole, `No function in ${where} is ${state} (${all} looked at).`, part)
  }
  if (way === 'supported') {
    return `${counted(meant.length, 'function')} of ${all} in ${where} ${isAre(meant.length)} ${state}: ${byRuntime(meant, 'until')}.`
  }
  const past = meant.filter(({ days }) => days < 0)
  const soon = meant.filter(({ days }) => days >= 0)
  return sentences(
    past.length > 0
      ? `${counted(past.length, 'function')} of ${all} in ${where} ${past.length === 1 ? 'runs' : 'run'} on a runtime that is out of support: ${byRuntime(past, 'since')}.`
      : aboutAll(
          whole,
          `No function in ${where} is out of support yet.`,
          `0 functions out of support were seen in ${where}.`,
        ),
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
