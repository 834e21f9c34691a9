import type { Answers, Input, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { SampleAccountError } from '../error.ts'
import { type Quota, quotaArn, quotaServices, quotasIn, usageDimensions } from '../facts/quotas.ts'
import { find, listing } from '../listing.ts'
import { paging } from '../paging.ts'

const missing = {
  name: 'NoSuchResourceException',
  message: () => 'The request failed because the specified service does not exist.',
}

export const answers: Answers = {
  ListServices: listing({
    as: 'Services',
    from: () =>
      Object.entries(quotaServices).map(([ServiceCode, ServiceName]) => ({
        ServiceCode,
        ServiceName,
      })),
    paging: paging.nextToken,
  }),
  ListServiceQuotas: listing({
    as: 'Quotas',
    from: (at, input) => quotasOf(input, at).map((one) => shown(one, one.value, at)),
    paging: paging.nextToken,
  }),
  ListAWSDefaultServiceQuotas: listing({
    as: 'Quotas',
    from: (at, input) => quotasOf(input, at).map((one) => shown(one, one.byDefault, at)),
    paging: paging.nextToken,
  }),
  GetServiceQuota: (input, at) => {
    const found = quotaOf(input, at)
    return { Quota: shown(found, found.value, at) }
  },
  GetAWSDefaultServiceQuota: (input, at) => {
    const found = quotaOf(input, at)
    return { Quota: shown(found, found.byDefault, at) }
  },
}

function quotasOf(input: Input, at: Place): Quota[] {
  const asked = text(input, 'ServiceCode') ?? ''
  if (Object.hasOwn(quotaServices, asked)) {
    return quotasIn(at.region).filter(({ service }) => service === asked)
  }
  // Others have quotas too, which nobody wrote down.
  throw new SampleAccountError('NotInSampleAccount', {
    message: `The sample account holds no quotas of ${asked}, but of ${Object.keys(quotaServices).join(', ')}.`,
    status: 404,
  })
}

function quotaOf(input: Input, at: Place): Quota {
  const all = quotasOf(input, at).map((quota) => ({ quota, code: quota.code }))
  return find(all, text(input, 'QuotaCode'), { by: ['code'], missing }).quota
}

function shown(quota: Quota, Value: number, at: Place): Output {
  const { service, code, name, metric, value, byDefault } = quota
  return {
    ServiceCode: service,
    ServiceName: quotaServices[service],
    QuotaArn: quotaArn(quota, at.region),
    QuotaCode: code,
    QuotaName: name,
    Value,
    Unit: 'None',
    Adjustable: true,
    GlobalQuota: false,
    ...(metric && {
      UsageMetric: {
        MetricNamespace: 'AWS/Usage',
        MetricName: 'ResourceCount',
        MetricDimensions: usageDimensions(metric.class),
        MetricStatisticRecommendation: 'Maximum',
      },
    }),
    ...(value === byDefault ? {} : { QuotaAppliedAtLevel: 'ACCOUNT' }),
  }
}
