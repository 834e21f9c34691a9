import * as z from 'zod'
import * as kinds from '../../parameters.ts'

/** What can be asked of the bill. */
export const costAsked = z.strictObject({
  period: kinds.period('the time, this month so far by default'),
  compare: kinds.compared('another time to set beside it'),
  by: kinds.choice([
    ...([
      'service',
      'region',
      'account',
      'tag',
      'usage_type',
      'instance_type',
      'record_type',
    ] as const),
    'none',
  ]),
  granularity: kinds.choice(['total', 'daily', 'weekly', 'monthly']),
  between: kinds.text('parts held against each other, with commas: NAT, load balancers'),
  service: kinds.service('only these, as people call them: EC2, S3, storage'),
  tag: kinds.tag('key of a cost allocation tag, to divide by or with tag_value'),
  tag_value: kinds.text('only what carries this value of the tag, or one of several with commas'),
  without_tag: kinds.tag('only what lacks this tag; any: what has none at all'),
  account: kinds.text('id of one account: only that one'),
  usage_type: kinds.text('only this usage type, a part of it, or as people say: NAT, EBS, GPU'),
  words: kinds.words('owner, service of your own, or usage type'),
  over: kinds.number('only groups that cost more'),
  order: kinds.choice(['most', 'least'], 'which groups are named first, most by default'),
  share: kinds.choice(['no', 'yes'], 'yes: in percent of the whole, too'),
  tagged: kinds.choice(['all', 'only'], 'only: without what lacks the tag that it is divided by'),
  forecast: kinds.choice([
    ...(['no', 'this_month', 'next_month', 'next_3_months', 'this_quarter'] as const),
    'this_year',
  ]),
  metric: kinds.choice([
    ...(['UnblendedCost', 'AmortizedCost', 'NetUnblendedCost', 'NetAmortizedCost'] as const),
    'BlendedCost',
  ]),
})

export type CostAsked = z.output<typeof costAsked>

/** What is asked of the bill, in the bill's own words. */
export interface Meant {
  asked: CostAsked
  /** Tags all of which a cost lacks. */
  lacking?: readonly string[]
  /** What the answer begins with: that something is not on the bill. */
  first?: string
  /** What it ends with. */
  last?: string
  /** Whether there is nothing to be told beside `first`. */
  isUnknown?: boolean
}
