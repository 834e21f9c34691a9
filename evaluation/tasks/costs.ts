import { charges, sumUsd } from '../../local/sample-account/bill.ts'
import { startOfDay } from '../../local/sample-account/clock.ts'
import { mainRegion, secondRegion } from '../../local/sample-account/facts/company.ts'
import { forgottenFleet } from '../../local/sample-account/facts/incidents.ts'
import { renamed } from '../../local/sample-account/seed.ts'
import { type Fact, name, usd, words } from '../grade/facts.ts'
import { call, inNames, type Task } from './task.ts'

/** Sums of money, added up from the lines of the bill. */
export function costs(now: Date): Task[] {
  const at = { now, region: mainRegion }
  const today = startOfDay(now)
  const first = (back: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1))
  const day = (back: number) => new Date(today.getTime() - back * 86_400_000)
  const all = (start: Date, end: Date) => charges(start, end, at)
  const sum = (
    start: Date,
    end: Date,
    which: (line: ReturnType<typeof all>[number]['line']) => boolean = () => true,
  ) => Number(sumUsd(all(start, end).filter(({ line }) => which(line))))
  const shown = (value: number) =>
    `$${value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
  const iso = (date: Date) => date.toISOString().slice(0, 10)

  const monthName = (date: Date) => date.toLocaleString('en', { month: 'long', timeZone: 'UTC' })
  /** As a pattern, with or without a comma. */
  const wholeDollars = (value: number) =>
    `\\b${Math.floor(value).toLocaleString('en').replaceAll(',', ',?')}\\b`

  const lastMonth = sum(first(1), first(0))
  const monthBefore = sum(first(2), first(1))
  const services = [...new Set(all(first(1), first(0)).map(({ line }) => line.service))]
    .map((service) => ({
      service,
      usd: sum(first(1), first(0), (line) => line.service === service),
    }))
    .toSorted((one, other) => other.usd - one.usd)
  const [top] = services
  const rds = sum(
    first(1),
    first(0),
    (line) => line.service === 'Amazon Relational Database Service',
  )
  const europe = sum(day(7), today, (line) => line.region === secondRegion)
  const searched = sum(first(1), first(0), (line) => line.tagService === 'search')
  const yesterday = sum(day(1), today)
  const fleet = sum(day(1), today, (line) => line.tagService === forgottenFleet.name)

  const bill = (start: Date, end: Date, more: object = {}) => [
    [
      call('cost_explorer', 'GetCostAndUsage', {
        parameters: {
          TimePeriod: { Start: iso(start), End: iso(end) },
          Granularity: 'MONTHLY',
          Metrics: ['UnblendedCost'],
          ...more,
        },
      }),
    ],
  ]
  const task = (
    id: string,
    what: {
      phrasings: string[]
      calls: Task['calls']
      answer: string
      facts: Fact[]
      only?: Task['expects']['only']
      pairs?: Task['expects']['pairs']
      at?: string
    },
  ): Task => {
    const { facts, only, pairs, at, ...rest } = what
    return {
      id: `cost-${id}`,
      kind: 'cost',
      ...rest,
      expects: {
        facts,
        ...(only && { only }),
        ...(pairs && { pairs }),
        ...(at && { at }),
        where: [mainRegion, secondRegion],
        budget: 5,
      },
    }
  }
  const grouped = { GroupBy: [{ Type: 'DIMENSION', Key: 'SERVICE' }] }
  const only = (Key: string, value: string) => ({
    Filter: { Dimensions: { Key, Values: [value] } },
  })
  return [
    task('last-month', {
      phrasings: [
        'How much did we spend last month?',
        'total cost of last month',
        'What was the AWS bill of last month in total?',
        'last month, total spend in dollars?',
        'Tell me the total of last month’s AWS costs',
      ],
      calls: bill(first(1), first(0)),
      answer: `Last month (from ${iso(first(1))}) cost ${shown(lastMonth)} in total.`,
      facts: [usd(lastMonth, 0.005)],
    }),
    task('top-service', {
      phrasings: [
        'Which AWS service cost most last month, and how much?',
        'the most expensive service of last month, with its cost',
        'What was our most expensive service last month? How much was it?',
        'last month: which service had the highest cost, and how many dollars?',
        'Name the service that we spent most on last month and the amount',
      ],
      calls: bill(first(1), first(0), grouped),
      answer: `${top?.service} cost most last month: ${shown(top?.usd ?? 0)}.`,
      facts: [
        words(
          `${(top?.service ?? '').replaceAll(/[.*+?()]/g, '.')}${/Elastic Compute/.test(top?.service ?? '') ? '|\\bEC2\\b' : /Relational/.test(top?.service ?? '') ? '|\\bRDS\\b' : ''}`,
        ),
        usd(top?.usd ?? 0, 0.005),
      ],
    }),
    task('of-databases', {
      phrasings: [
        'How much did RDS cost last month?',
        'rds cost last month',
        'What did we pay for RDS in the last month?',
        'last month: cost of RDS?',
        'RDS spend of last month in dollars, please',
      ],
      calls: bill(first(1), first(0), only('SERVICE', 'Amazon Relational Database Service')),
      answer: `RDS cost ${shown(rds)} last month (from ${iso(first(1))}).`,
      facts: [usd(rds, 0.005)],
    }),
    task('compared-months', {
      phrasings: [
        'How much was the bill of last month, and how much that of the month before?',
        'total cost last month and the month before',
        'Compare the total costs of the last two full months',
        'What did we spend last month, and what in the month before that?',
        'the AWS totals of the last two complete months, please',
      ],
      calls: bill(first(2), first(0)),
      answer: `Last month cost ${shown(lastMonth)}, the month before ${shown(monthBefore)}.`,
      facts: [usd(lastMonth, 0.005), usd(monthBefore, 0.005)],
      pairs: [
        [`last month\\b|\\b${monthName(first(1))}`, wholeDollars(lastMonth)],
        [`month before|before (?:that|it)|\\b${monthName(first(2))}`, wholeDollars(monthBefore)],
      ],
    }),
    task('region-of-a-week', {
      phrasings: [
        'How much did eu-west-1 cost in the last 7 days?',
        'cost of eu-west-1 over the last 7 days',
        'What did we spend in the region eu-west-1 during the last 7 days?',
        'last 7 days, region eu-west-1: total cost?',
        'eu-west-1 spend for the last 7 days, in dollars',
      ],
      calls: bill(day(7), today, only('REGION', secondRegion)),
      answer: `eu-west-1 cost ${shown(europe)} in the last 7 days.`,
      facts: [usd(europe, 0.005)],
      at: secondRegion,
    }),
    task('of-a-tag', {
      phrasings: [
        'How much did the resources tagged Service={search} cost last month?',
        'cost of tag Service={search}, last month',
        'What did we pay last month for what carries the tag Service = {search}?',
        'last month’s cost of everything with the tag Service set to {search}?',
        'Cost Explorer by tag: Service {search}, last month, how much?',
      ].map(inNames),
      calls: bill(first(1), first(0), {
        Filter: { Tags: { Key: 'Service', Values: [renamed('search')] } },
      }),
      answer: `What is tagged Service=${renamed('search')} cost ${shown(searched)} last month.`,
      facts: [usd(searched, 0.005)],
    }),
    task('yesterday', {
      phrasings: [
        'How much did we spend yesterday?',
        'total cost of yesterday',
        'What did AWS cost us yesterday?',
        'yesterday’s AWS spend in dollars?',
        'Tell me what we paid for AWS yesterday',
      ],
      calls: bill(day(1), today),
      answer: `Yesterday (${iso(day(1))}) cost ${shown(yesterday)}.`,
      facts: [usd(yesterday, 0.005)],
    }),
    task('why-more', {
      phrasings: [
        'Why did our AWS bill go up this month?',
        'reason for the higher bill this month',
        'The bill rose this month: which instances are behind it, and who started them?',
        'what drives the cost increase of this month?',
        'AWS costs jumped. What is the cause?',
      ],
      calls: [[call('cost_explorer', 'recipe:bill_increase')]],
      answer: `${forgottenFleet.count} instances of type ${forgottenFleet.type} in eu-west-1 (${renamed(forgottenFleet.name)}), started by ${renamed(forgottenFleet.by)}: about $${Math.round(fleet).toLocaleString('en')} a day.`,
      facts: [name(forgottenFleet.type), words('eu-west-1')],
      only: {
        among: [],
        belong: [],
        noun: '(?:running )?(?:EC2 )?instances',
        fine: [forgottenFleet.count],
      },
    }),
  ]
}
