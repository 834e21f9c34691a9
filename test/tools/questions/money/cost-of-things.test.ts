import assert from 'node:assert/strict'
import { askSample } from '../ask-sample.ts'

/** What is asked of single things, and what is told of the line of the bill that they are on. */
const answers: readonly (readonly [question: string, says: RegExp])[] = [
  [
    'what does orders-db cost per month?',
    /^\$\d+ in 2026-02 and \$\d+ in 2026-03 so far\. .*orders-db cost .* all of Multi-AZUsage:db\.r6g\.xl/,
  ],
  [
    'how much have the embedding-backfill instances cost since they were launched?',
    /embedding-backfill-4 cost \$[\d,]+ in 2026-03-0\d to 2026-03-17: that is all of EU-BoxUsage:g5/,
  ],
  [
    'what did instance search-1 cost last month?',
    /^search-1: about \$[\d.]+ in 2026-02-01 to 2026-02-28, a third of it .*: BoxUsage:r6i\.large in us-east-1 cost .* 3 instances share it now \(besides, search-2 and search-3\)\. Cost Explorer tells no single things apart/,
  ],
  [
    'what do the volumes of search-1 cost us?',
    /^search-1-root and search-1-data: about \$[\d.]+ .* \d+ % of it by size/,
  ],
  [
    'what does the payments load balancer cost?',
    /^What payments costs alone is not known: LoadBalancerUsage in us-east-1 cost .* 3 load balancers share it now/,
  ],
  [
    'what did the function image-resizer cost last month?',
    /^What image-resizer costs alone is not known: Lambda-GB-Second .* 6 functions share it now/,
  ],
  [
    'how much does the instance batch-reports cost?',
    /^batch-reports is stopped: nothing is charged for the instance itself\./,
  ],
  // What has a tag of that name is told by it, as the bill does.
  ['what does checkout-api cost?', /^Service=checkout-api cost \$/],
  ['what does quillmarket-assets cost?', /^Nothing on the bill is called “quillmarket-assets”/],
  [
    'what caused the recent spike in our EC2 costs?',
    /^The cost of ec2 went up: .* There it is EU-BoxUsage:g5\.12xlarge in eu-west-1.* by priya\.raman/i,
  ],
]

describe('what single things cost', () => {
  for (const [question, says] of answers)
    it(`is told by the line of the bill that they are on: ${question}`, async () =>
      assert.match((await askSample(question)).said.replaceAll('\n', ' '), says))
})
