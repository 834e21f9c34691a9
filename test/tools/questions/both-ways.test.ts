import assert from 'node:assert/strict'
import { meaningsOf } from '../../../tools/recipes/parameters.ts'
import { recipes } from '../../../tools/recipes/recipes.ts'
import { askSample } from './ask-sample.ts'

/** Of each recipe that has two sides: questions for one and for the other, with what the answer has to say and may not. */
const sides: Readonly<Record<string, readonly (readonly [string, RegExp, RegExp?])[]>> = {
  firing_alarms: [
    ['which alarms are firing?', /^3 of 8 .*checkout-api-5xx/],
    ['which alarms are not firing?', /^5 of 8 .*orders-db-cpu/, /checkout-api-5xx/],
  ],
  services_short_of_tasks: [
    ['ecs services with fewer tasks than desired', /^1 of 8 .*checkout-api/s],
    ['which ECS services run all their tasks?', /^7 of 8 .*catalog-api/],
    ['services that are not short of tasks', /^7 of 8 /],
  ],
  failed_stacks: [
    ['which stacks failed?', /analytics-export is ROLLBACK_COMPLETE/],
    ['which stacks did not fail?', /^4 of 5 .*network-prod/, /analytics-export/],
    ['which of our stacks are healthy?', /^4 of 5 .*network-prod/, /analytics-export/],
  ],
  unattached_volumes: [
    ['unattached volumes', /^4 volumes .*search-old-data/],
    ['volumes that are not unattached', /^28 volumes /, /search-old-data/],
  ],
  public_buckets: [
    ['which buckets are public?', /^1 bucket of 10 is public: quillmarket-assets/],
    ['which buckets are private?', /^9 of 10 .*quillmarket-invoices/, /quillmarket-assets/],
    ['buckets that nobody outside can read', /^9 of 10 /, /quillmarket-assets/],
  ],
  unencrypted_buckets: [['which buckets are encrypted?', /No bucket is unencrypted/]],
  open_ports: [
    ['which security groups let in ssh from the internet?', /^1 security group of 9 .*ops-bastion/],
    ['security groups that do not allow ssh from the internet', /^8 of 9 /, /ops-bastion/],
    [
      'which security groups are closed to the internet?',
      /^6 of 9 .*prod-databases/,
      /ops-bastion/,
    ],
  ],
  old_runtimes: [
    ['functions on an outdated runtime', /^3 functions of 8 .*invoice-sender/],
    ['functions that are not on an outdated runtime', /chat-alerts/, /invoice-sender/],
    ['lambdas on a supported runtime', /chat-alerts/, /invoice-sender/],
  ],
  full_admin: [
    ['who has admin rights?', /platform \(maya\.okafor\)/],
    ['who has no admin rights?', /^7 of 8 .*tom\.lindqvist/],
    ["users that aren't administrators", /^7 of 8 .*elena\.rossi/],
  ],
  cross_account_roles: [
    ['roles that another account can assume', /^1 role of 17 .*former-agency-access/],
    ['roles that no other account can assume', /^16 of 17 /, /former-agency-access/],
    ['roles only our own account can assume', /^16 of 17 /, /former-agency-access/],
  ],
  image_findings: [
    ['images with vulnerabilities', /^1 of 8 .*checkout-api:4\.12\.0/s],
    ['images with no vulnerabilities', /^6 of 8 .*catalog-api:3\.4\.0.*order-worker/s],
    ['images free of CVEs', /^6 of 8 /],
    ['container images that were scanned and came back clean', /^6 of 8 /],
  ],
  near_quotas: [
    ['quotas that are nearly reached', /^2 quotas .*Elastic IPs/s],
    [
      'quotas that are not near their limit',
      /^11 of 13 .*VPCs per Region.*Not among them.*G and VT/s,
    ],
    ['which quotas have plenty of room left?', /^11 of 13 /],
  ],
  missing_backups: [
    ['which tables have no backup?', /3 have no backup at all: tables carts/],
    ['which tables have backups?', /2 have a backup .*receipts.*Without one: table carts/],
    ['which backups DID run?', /7 have a backup .*orders-db/],
    ['does every database have a backup?', /Each of 5 databases .* has backups/],
  ],
  breaking_soon: [
    ['which certificates expire soon?', /^1 certificate .*pay\.quillmarket/s],
    [
      'which certificates do not expire soon?',
      /^4 of 5 .*partners\.quillmarket/s,
      /pay\.quillmarket/,
    ],
  ],
  untagged_resources: [
    ['resources without tags', /^14 of 93 /],
    ['resources with tags', /^79 of 93 /],
  ],
  instances_without_tag: [
    ['instances without an owner tag', /^11 instances of 20 .*legacy-backoffice/],
    ['instances with an owner tag', /^9 of 20 .*ops-bastion/, /legacy-backoffice/],
  ],
  old_access_keys: [
    ['access keys older than 90 days', /^4 access keys of 7 /],
    ['access keys younger than 90 days', /^3 (?:of 7 access keys|access keys of 7)/i],
  ],
  users_without_mfa: [
    ['users without MFA', /jonas\.weber and samir\.haddad/],
    ['who has MFA turned on?', /^4 of 8 .*maya\.okafor/, /samir/],
  ],
}

describe('both ways round of a question', () => {
  it('is known of every recipe that has two', () => {
    const two = recipes.filter(({ parameters }) => meaningsOf(parameters).has('polarity'))
    assert.deepEqual(
      two.map(({ name }) => name).filter((name) => sides[name] === undefined),
      [],
    )
  })

  for (const [recipe, questions] of Object.entries(sides)) {
    it(`${recipe} is answered the way that is asked`, async () => {
      const answers = await Promise.all(questions.map(([question]) => askSample(question)))
      for (const [at, [question, says, never]] of questions.entries()) {
        const { said = '', notice } = answers[at] ?? {}
        assert.match(said, says, question)
        if (never !== undefined) assert.doesNotMatch(said, never, question)
        assert.equal(notice, undefined, question)
      }
    })
  }
})

describe('a word that a recipe makes nothing of', () => {
  const unread: readonly (readonly [string, RegExp])[] = [
    ['is SSH open to the whole internet anywhere in prod?', /“prod”/],
    ['which Lambda functions are hitting timeout limits?', /“timeout”/],
    ['which zebra images have vulnerabilities?', /“zebra”/],
    ['avg cpu of the purple nodes over the last day?', /purple/],
    ["what's causing the errors on the zebra service?", /“zebra”/],
  ]
  for (const [question, said] of unread)
    it(`is said: ${question}`, async () => {
      const answer = await askSample(question)
      assert.match(`${answer.notice ?? ''} ${answer.said}`, said)
    })

  it('is none that says how something is asked, or that the recipe looked up', async () => {
    for (const question of [
      'is our password policy ok? audit wants min 14 characters',
      'which of our security groups let in plain http?',
      'how many GiB of unattached EBS volumes do we keep in us-east-1?',
    ])
      assert.equal((await askSample(question)).notice, undefined, question)
  })
})
