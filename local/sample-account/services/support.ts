import type { Answers, Input, Output, Place } from '../answer.ts'
import { text, texts } from '../answer.ts'
import { hoursAgo } from '../clock.ts'
import { type Check, checks } from '../facts/trusted-advisor.ts'
import { find } from '../listing.ts'

/** Trusted Advisor alone; cases are letters. */
export const answers: Answers = {
  DescribeTrustedAdvisorChecks: () => ({
    checks: checks.map(({ id, name, description, category, columns }) => ({
      id,
      name,
      description,
      category,
      metadata: [...columns],
    })),
  }),
  DescribeTrustedAdvisorCheckSummaries: (input, at) => ({
    summaries: texts(input, 'checkIds')
      .map((id) => checkOf(id))
      .map((one) => ({ ...state(one, at), hasFlaggedResources: one.flagged.length > 0 })),
  }),
  DescribeTrustedAdvisorCheckResult: (input: Input, at) => {
    const found = checkOf(text(input, 'checkId'))
    return {
      result: {
        ...state(found, at),
        flaggedResources: found.flagged.map(({ id, region, status, values }) => ({
          status,
          region,
          resourceId: id,
          isSuppressed: false,
          metadata: [...values],
        })),
      },
    }
  },
  DescribeTrustedAdvisorCheckRefreshStatuses: (input) => ({
    statuses: texts(input, 'checkIds').map((id) => ({
      checkId: checkOf(id).id,
      status: 'success',
      millisUntilNextRefreshable: 0,
    })),
  }),
}

function checkOf(id: string | undefined): Check {
  const all = checks.map((check) => ({ id: check.id, check }))
  return find(all, id, {
    by: ['id'],
    missing: {
      name: 'InvalidParameterValueException',
      message: (asked) => `Unable to find the check ${asked}.`,
    },
  }).check
}

function state(one: Check, at: Place): Output {
  const worst = one.flagged.some(({ status }) => status === 'error') ? 'error' : 'warning'
  return {
    checkId: one.id,
    timestamp: hoursAgo(at, 6).toISOString(),
    status: one.flagged.length === 0 ? 'ok' : worst,
    resourcesSummary: {
      resourcesProcessed: one.processed,
      resourcesFlagged: one.flagged.length,
      resourcesIgnored: 0,
      resourcesSuppressed: 0,
    },
    categorySpecificSummary:
      one.monthlyUsd === undefined
        ? {}
        : {
            costOptimizing: {
              estimatedMonthlySavings: Math.round(one.monthlyUsd * 100) / 100,
              estimatedPercentMonthlySavings: 0.4,
            },
          },
  }
}
