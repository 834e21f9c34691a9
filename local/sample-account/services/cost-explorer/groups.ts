import type { Output } from '../../answer.ts'
import { isRecord, record, records, text, texts } from '../../answer.ts'
import { type Charge, sumUsd } from '../../bill.ts'
import { company } from '../../facts/company.ts'
import type { CostLine } from '../../facts/costs.ts'

/** What Cost Explorer can group or filter a line by; unknown dimensions are empty. */
export function dimension(line: CostLine, key: string): string {
  if (key === 'SERVICE') return line.service
  if (key === 'REGION') return line.region
  if (key === 'USAGE_TYPE') return line.usageType
  if (key === 'LINKED_ACCOUNT') return company.accountId
  if (key === 'RECORD_TYPE') return 'Usage'
  const [, type = 'NoInstanceType'] =
    /(?:BoxUsage|Usage|Host|Notebk):(.+\..+)$/.exec(line.usageType) ?? []
  return key === 'INSTANCE_TYPE' ? type : ''
}

export function tagValue(line: CostLine, key: string): string {
  const { env, tagService, owner } = line
  return { Env: env, Service: tagService, Owner: owner }[key] ?? ''
}

/** Amounts by one or two keys, in the order of their names. */
export function costsBy(
  all: readonly Charge[],
  by: readonly Output[],
  metrics: string[],
): Output[] {
  const groups = Map.groupBy(all, ({ line }) => by.map((one) => keyOf(line, one)).join('\n'))
  return [...groups]
    .map(([key, found]) => ({ Keys: key.split('\n'), Metrics: amounts(found, metrics) }))
    .filter(({ Metrics }) => Object.values(Metrics).some(({ Amount }) => Number(Amount) > 0))
    .sort((one, other) => (`${one.Keys}` < `${other.Keys}` ? -1 : 1))
}

/** One amount a metric; but for quantities the company's prices are all the same kind. */
export function amounts(all: readonly Charge[], metrics: string[]) {
  const quantity = all.reduce((sum, { line, microUsd }) => sum + microUsd / line.unitUsd / 1e6, 0)
  return Object.fromEntries(
    metrics.map((metric) => [
      metric,
      metric === 'UsageQuantity'
        ? { Amount: quantity.toFixed(6), Unit: 'N/A' }
        : { Amount: sumUsd(all), Unit: 'USD' },
    ]),
  )
}

function keyOf(line: CostLine, { Type, Key }: Output): string {
  return Type === 'TAG' ? `${Key}$${tagValue(line, `${Key}`)}` : dimension(line, `${Key}`)
}

/** Cost Explorer's expressions: And, Or, Not, Dimensions, Tags; an empty one holds for all. */
export function matchesExpression(line: CostLine, expression: Output): boolean {
  const holds = (one: Output) => matchesExpression(line, one)
  const { Not, Dimensions, Tags } = expression
  return (
    records(expression, 'And').every(holds) &&
    (!Array.isArray(expression.Or) || records(expression, 'Or').some(holds)) &&
    (!isRecord(Not) || !holds(Not)) &&
    (!isRecord(Dimensions) || isOneOf(dimension(line, keyIn(Dimensions)), Dimensions)) &&
    (!isRecord(Tags) || isOneOf(tagValue(line, keyIn(Tags)), Tags))
  )
}

const keyIn = (condition: unknown) => text(record(condition), 'Key') ?? ''

function isOneOf(value: string, condition: Output): boolean {
  const values = texts(condition, 'Values')
  const options = texts(condition, 'MatchOptions')
  if (options.includes('ABSENT')) return value === ''
  if (options.includes('STARTS_WITH')) return values.some((one) => value.startsWith(one))
  if (options.includes('CONTAINS')) return values.some((one) => value.includes(one))
  return values.includes(value)
}
