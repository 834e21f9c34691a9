import type { Answers, Input, Output, Place } from '../answer.ts'
import { record, records, text, texts } from '../answer.ts'
import { type Charge, charges, expected, sumUsd } from '../bill.ts'
import { SampleAccountError } from '../error.ts'
import { anomalyAnswers } from './cost-explorer/anomalies.ts'
import { amounts, costsBy, dimension, matchesExpression, tagValue } from './cost-explorer/groups.ts'
import { timePeriods } from './cost-explorer/periods.ts'

export const answers: Answers = {
  ...anomalyAnswers,
  GetCostAndUsage: (input, at) => {
    const by = records(input, 'GroupBy')
    const metrics = texts(input, 'Metrics')
    if (metrics.length === 0) throw invalid('Metrics is required.')
    return {
      ResultsByTime: timePeriods(input).map(({ start, end, shown }) => {
        const found = charged(input, charges(start, end, at))
        return {
          TimePeriod: shown,
          ...(by.length > 0
            ? { Total: {}, Groups: costsBy(found, by, metrics) }
            : { Total: amounts(found, metrics), Groups: [] }),
          Estimated: end > at.now || isThisMonth(start, at),
        }
      }),
      ...(by.length > 0 && { GroupDefinitions: by }),
      DimensionValueAttributes: [],
    }
  },
  GetCostForecast: (input, at) => {
    const periods = timePeriods(input)
    const forecasts = periods.map(({ start, end, shown }) => {
      if (start < new Date(at.now.getTime() - dayMs))
        throw invalid('Start must not be in the past.')
      return { shown, found: charged(input, expected(start, end)) }
    })
    return {
      Total: { Amount: sumUsd(forecasts.flatMap(({ found }) => found)), Unit: 'USD' },
      ForecastResultsByTime: forecasts.map(({ shown, found }) => forecast(shown, found)),
    }
  },
  GetDimensionValues: (input, at) => {
    const key = text(input, 'Dimension') ?? ''
    const found = distinct(input, at, (line) => dimension(line, key))
    return {
      DimensionValues: found.map((Value) => ({ Value, Attributes: {} })),
      ReturnSize: found.length,
      TotalSize: found.length,
    }
  },
  GetTags: (input, at) => {
    const key = text(input, 'TagKey')
    const found = key ? distinct(input, at, (line) => tagValue(line, key)) : tagKeys
    return { Tags: found, ReturnSize: found.length, TotalSize: found.length }
  },
  // Nothing runs for long enough to commit to: that is what AWS finds too.
  GetSavingsPlansPurchaseRecommendation: () => ({ SavingsPlansPurchaseRecommendation: {} }),
  GetCostCategories: () => ({ CostCategoryNames: [], ReturnSize: 0, TotalSize: 0 }),
}

const dayMs = 24 * 60 * 60_000

const tagKeys = ['Env', 'Owner', 'Service']

function invalid(message: string) {
  return new SampleAccountError('ValidationException', { message })
}

const charged = (input: Input, all: Charge[]) =>
  all.filter(({ line }) => matchesExpression(line, record(input.Filter)))

function isThisMonth(start: Date, at: Place): boolean {
  return start.toISOString().slice(0, 7) === at.now.toISOString().slice(0, 7)
}

function forecast(TimePeriod: Output, found: Charge[]): Output {
  const MeanValue = sumUsd(found)
  return {
    TimePeriod,
    MeanValue,
    PredictionIntervalLowerBound: (Number(MeanValue) * 0.93).toFixed(6),
    PredictionIntervalUpperBound: (Number(MeanValue) * 1.07).toFixed(6),
  }
}

// The values that cost something in the asked-for time, by name.
function distinct(input: Input, at: Place, shown: (line: Charge['line']) => string): string[] {
  const periods = timePeriods({ ...input, Granularity: 'MONTHLY' })
  const all = periods.flatMap(({ start, end }) => charges(start, end, at))
  const found = charged(input, all).filter(({ microUsd }) => microUsd > 0)
  const search = text(input, 'SearchString') ?? ''
  const values = new Set(found.map(({ line }) => shown(line)))
  return [...values].filter((value) => value.includes(search)).sort()
}
