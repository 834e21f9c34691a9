import { rounded } from '../../evidence/say.ts'
import { listed } from '../../evidence/wording.ts'
import type { Figure } from './figure.ts'
import type { Measure } from './measures.ts'

type Share = 'error share' | 'success share'

/** Whether a part of what was asked of a thing is meant: what failed of it, or what did not. */
export const isShare = (metric: string | undefined): metric is Share =>
  metric === 'error share' || metric === 'success share'

/** What is counted in all, and what of it failed; none where one of the two is not counted. */
export function measuresOfShare(measures: readonly Measure[]): Measure[] {
  const all = measures.filter(isWhole)
  const failed = measures.filter(isFailure)
  return all.length === 0 || failed.length === 0 ? [] : [...all, ...failed]
}

const isWhole = ({ label }: Pick<Measure, 'label'>) => /^(?:Requests|Invocations)$/.test(label)
const isFailure = ({ label }: Pick<Measure, 'label'>) => /^(?:Errors|5xx)/.test(label)

/** The two of them as one figure, in percent; nothing where nothing was asked of the thing. */
export function shareOf(figures: readonly Figure[], metric: Share): Figure[] {
  const whole = figures.find(({ value }) => isWhole(value))
  if (whole === undefined || whole.value.value === 0) return []
  const failures = figures.filter(({ value }) => isFailure(value))
  const failed = failures.reduce((sum, { value }) => sum + value.value, 0)
  const isOfErrors = metric === 'error share'
  const partOf = (some: number, all: number) => {
    const failing = Math.min(100, (100 * some) / all)
    return isOfErrors ? failing : 100 - failing
  }
  const part = partOf(failed, whole.value.value)
  const shown = `${rounded(part)} %`
  const at = whole.latest?.at.getTime()
  const lately = failures.flatMap(({ latest }) =>
    latest !== undefined && latest.at.getTime() === at ? [latest.value] : [],
  )
  const now =
    whole.latest === undefined || whole.latest.value === 0 || lately.length === 0
      ? ''
      : `, at the end ${rounded(
          partOf(
            lately.reduce((sum, value) => sum + value, 0),
            whole.latest.value,
          ),
        )} %`
  const label = isOfErrors ? 'Error rate' : 'Success rate'
  const behind = listed(
    failures.map(({ value }) => `${value.label} ${value.shown}`),
    3,
  )
  const of = `${whole.value.shown} ${whole.value.label.toLowerCase()}`
  return [
    {
      sentence: `${label} **${shown}** (of ${of}; ${behind || 'no errors'})${now}`,
      shift: undefined,
      value: { label, value: part, shown, isTotal: false },
      row: { Measure: `${label} %`, Avg: rounded(part) },
    },
  ]
}
