import assert from 'node:assert/strict'
import { askSample } from './ask-sample.ts'

const cases: readonly (readonly [question: string, ...told: RegExp[]])[] = [
  // What fails is what is named, and nothing else.
  ['why is web failing?', /^web \(cluster prod\) returned no unusual 5xx/],
  ['why is blog failing?', /^Nothing that was looked at is wrong with blog right now/],
  ["orders aren't being processed, why?", /^order-events-dlq holds/],
  [
    "our customers can't pay since half an hour, what happened?",
    /checkout-api \(cluster prod\) returns 5xx/,
  ],
  // The second question goes on with the first.
  [
    'Are there any messages in the dead letter queue? Why did they fail?',
    /order-events-consumer reads order-events/,
  ],
  ['did the root user sign in recently? does it have access keys?', /It has no access key/],
  [
    'What maintenance is pending on our databases and when will AWS force it?',
    /orders-db .*forced on .*analytics-db .*forced on/,
  ],
  [
    'Is any database publicly accessible? Which security group allows it?',
    /Not answered: Which security group allows it/,
  ],
  // Who did what, and when.
  [
    'show me everything priya.raman changed in the last 30 days',
    /^1 change by priya\.raman .*RunInstances/,
  ],
  ["jonas.weber's activity in the last 3 days", /^2 changes by jonas\.weber/],
  ['what changed between yesterday and today on checkout-api?', /^1 change of checkout-api/],
  [
    'who tidied up the DNS records in the last 60 days?',
    /^maya\.okafor \(ChangeResourceRecordSets/,
  ],
  [
    'has anyone logged in without MFA in the last 30 days?',
    /^CloudTrail knows of no sign-in to the console without MFA.*does not tell whether MFA was used/,
  ],
  ['when was the key of legacy-reporting last used?', /2 access keys/],
  // What is paid, and will be.
  ['any idle elastic ips we pay for?', /old-vpn/],
  ['staging vs prod: what did each cost last month', /^prod cost more in .* of staging/],
  ['what will we spend next month according to the forecast?', /^AWS will cost about/],
  ["what's our forecast for next month by service?", /^AWS will cost about/],
  ['which tag value of Service costs the most?', /Most of it: embedding-backfill/],
  ['How much could we save with a savings plan?', /^Cost Explorer recommends no savings plan/],
]

describe('what engineers on call, auditors and those who pay ask', () => {
  for (const [question, ...wanted] of cases)
    it(question, async () => {
      const { said, notice = '' } = await askSample(question)
      for (const one of wanted) assert.match(said, one)
      assert.doesNotMatch(notice, /Not (?:taken|narrowed)/)
    })
})
