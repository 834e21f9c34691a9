import type { Answers, Output, Place } from '../answer.ts'
import { text } from '../answer.ts'
import { SampleAccountError } from '../error.ts'
import { arn, mainRegion, uuid } from '../facts/company.ts'
import { balancerArn, loadBalancers } from '../facts/load-balancing.ts'
import { named } from '../facts/network.ts'

/** One web ACL, before the shop in America; nobody made one for the shop in Europe, nor for payments. */
const acl = { name: 'shop-edge', guards: balancerArn(named(loadBalancers, 'storefront')) }

export const answers: Answers = {
  ListWebACLs: (input, at) => {
    const own = text(input, 'Scope') === 'CLOUDFRONT' ? [] : aclsIn(at)
    return {
      WebACLs: own.map(({ Name, Id, ARN }) => ({
        Name,
        Id,
        ARN,
        Description: '',
        LockToken: uuid('lock'),
      })),
    }
  },
  GetWebACLForResource: (input, at) => {
    const asked = text(input, 'ResourceArn') ?? ''
    if (!loadBalancers.some((one) => balancerArn(one) === asked && one.region === at.region)) {
      throw new SampleAccountError(missing.name, { message: missing.message() })
    }
    return asked === acl.guards ? { WebACL: aclsIn(at)[0] } : {}
  },
}

const missing = {
  name: 'WAFNonexistentItemException',
  message: () => 'AWS WAF couldn’t perform the operation because your resource doesn’t exist.',
}

const id = uuid('web acl shop-edge')

function aclsIn(at: Place): Output[] {
  if (at.region !== mainRegion) return []
  return [
    {
      Name: acl.name,
      Id: id,
      ARN: arn('wafv2', mainRegion, `regional/webacl/${acl.name}/${id}`),
      DefaultAction: { Allow: {} },
      Rules: [
        {
          Name: 'common',
          Priority: 0,
          Statement: {
            ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' },
          },
          OverrideAction: { None: {} },
          VisibilityConfig: visibility,
        },
      ],
      VisibilityConfig: visibility,
      Capacity: 700,
    },
  ]
}

const visibility = {
  SampledRequestsEnabled: true,
  CloudWatchMetricsEnabled: true,
  MetricName: acl.name,
}
