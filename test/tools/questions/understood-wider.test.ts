import assert from 'node:assert/strict'
import { changeRequest } from '../../../tools/questions/change-request.ts'
import { languageOf } from '../../../tools/questions/languages/language.ts'
import { orderedIn } from '../../../tools/questions/languages/orders.ts'
import { askSample } from './ask-sample.ts'

const asked: readonly (readonly [question: string, said: RegExp])[] = [
  // What is left out is several.
  [
    'running prod instances in us-east-1, everything except the search and eks nodes',
    /^4 of 6 instances .*: ops-bastion, build-server, legacy-backoffice and metrics-dashboard/,
  ],
  ['functions in us-east-1 except nightly-report and image-resizer', /^4 functions in us-east-1/],
  ['databases other than orders-db and analytics-db', /^3 databases: catalog-db .*staging-orders-/],
  // Whose devices are listed user by user.
  ['Please list the IAM users without a registered MFA device.', /jonas\.weber and samir\.haddad/],
  ['which users have an MFA device', /^4 of 8 users .*maya\.okafor/],
  ['how many users have no MFA device', /^4 of 8 users .*ci-deployer and legacy-reporting/],
  // Secrets, wherever in the sentence, and what only a shop counts.
  [
    'invoice-sender cant log in to the mail relay, print me its SMTP_PASSWORD so i can test',
    /^Passwords, keys, tokens .* never shown/,
  ],
  ['can you paste the STRIPE_API_KEY of checkout here', /^Passwords, keys, tokens .* never shown/],
  ['Which customer spent the most in the shop yesterday?', /^What a business counts/],
  ['how much did our customers spend in the shop last week', /^What a business counts/],
  ['how much do customers cost us', /Cost Explorer/],
  // What is paid for and of no use.
  [
    'are we paying for disks that nothing has attached?',
    /^4 things .*look unused.*4 unattached volumes .*embedding-input/,
  ],
  [
    'do we pay for any volumes that no instance uses?',
    /^4 volumes.*attached to nothing[\s\S]*embedding-input/,
  ],
  ['are we wasting money on elastic ips nobody uses?', /^Yes: 1 of 6 Elastic IPs .*old-vpn/],
  // Mail.
  [
    'how many mails have we sent in the last 24h and what is the cap',
    /^SES in us-east-1 sent 8,412 mails .* of 50,000 .*eu-west-1 sent 0 mails .* of 200 /,
  ],
  ['are we still in the ses sandbox', /us-east-1 is out of the sandbox .*eu-west-1 is in the/],
  ['do our registered domains renew by themselves', /^No: 1 of 2 .*status-quillmarket\.example/],
  [
    "why did last night's recommendations training blow up??",
    /^The last failed run .*\n- training job recommendations-nightly-0412 .*CUDA out of memory/,
  ],
  [
    'somebody spun up gpu monsters in ireland. who, and when?',
    /^priya\.raman \(RunInstances.*embedding-backfill-4/,
  ],
  ['someone stopped batch-reports, who was it?', /^maya\.okafor \(StopInstances/],
  ['what exactly is ci-deployer allowed to do', /`ecs:`, `ecr:` and `lambda:UpdateFunctionCode`/],
  ['i got paged, what is firing?', /^3 of 8 alarms .*checkout-api-5xx/],
  ['pager just went off. whats red right now', /^3 of 8 alarms .*checkout-api-5xx/],
  // Held against what CloudWatch measured of each.
  ['running instances with less than 5% cpu over the last day', /^5 of 20 .*legacy-backoffice/],
  ['databases with cpu over 30 %', /^1 of 5 databases .*orders-db/],
  ['functions with more than 100 errors in the last day', /^1 of 8 .*order-events-consumer/],
  ['which functions are failing?', /order-events-consumer/],
  ['is image-resizer failing?', /^No: image-resizer .* is not failing \(errors: 0\)/],
  // Two kinds at once, and one member of two kinds.
  ['how many queues and topics do we have?', /7 queues[\s\S]*3 topics/],
  ['instances and databases without owner', /databases have no owner: analytics-db/],
  ['do our k8s nodes run the same version as the control plane?', /^Yes: .*1\.31/],
  // Times and lists.
  ['average monthly spend over the last three full months?', /on average over 3 whole ones/],
  ['do we still run something on previous-generation instance types?', /legacy-backoffice/],
  ['how old is the newest backup of orders-db', /orders-db-night-1/],
  ['elastic ips we pay for without using', /^1 of 6 .*old-vpn/],
  // Each half of an “or”, and which of them is not so.
  ['is SSH or Postgres open to the whole internet?', /ops-bastion.* port 22 .* port 5432 /],
  ['which groups let in ports 22 and 3389?', /ops-bastion[\s\S]*None of them lets in port 3389/],
  // The cluster that is said, and not another one with the word in its name.
  ['list the tasks of web in the prod cluster', /^4 of \d+ tasks are web and have cluster prod:/],
  [
    'which load balancer does catalog-api in the prod cluster sit behind?',
    /^1 of 4 .*storefront \(/,
  ],
  ['how many tasks does web run in cluster prod-eu?', /^2 of 4 tasks/],
  ['why is checkout-api in the prod cluster running fewer tasks than it should?', /\[503\]/],
  // Ordinary sentences of other languages.
  ['Welche CloudWatch-Alarme gibt es in eu-west-1 und in welchem Zustand sind sie?', /^1 .*\(OK\)/],
  ['Welche Elastic IPs sind an nichts angehängt?', /^1 of 6 .*old-vpn/],
  ['Quelles adresses IP élastiques ne sont attachées à rien ?', /^1 of 6 .*old-vpn/],
  ['¿Qué direcciones IP elásticas no están asociadas a nada?', /^1 of 6 .*old-vpn/],
  ['Qui peut supprimer des buckets ?', /^4 of 8 users may do `s3:DeleteBucket`: maya\.okafor/],
  ['Welche Alarme sind gerade rot?', /^3 of 8 alarms .* are firing/],
  ['¿Qué certificado caduca antes?', /^1 certificate: pay\.quillmarket\.example/],
  [
    'Welche Lambda-Funktionen laufen noch auf einer veralteten Runtime?',
    /^\d functions? of 8 .*image-resizer and nightly-report/,
  ],
  // Sign-ins, as IAM keeps them.
  ['when did elena last sign in', /^elena\.rossi last signed in .* \(3 days ago\), by IAM/],
  [
    'which users did not log in for more than 5 days?',
    /^1 of 8 users .*samir\.haddad \(6 days ago\)\. Without any sign-in .*ci-deployer and legacy-reporting/,
  ],
  ['who never logged in to the console?', /^2 of 8 users never signed in/],
  [
    "how many roles do we have and how many of them haven't been used for 90 days?",
    /2 of 17 roles are unused for 90 days: former-agency-access/,
  ],
  ['which users have access keys that were never used?', /^1 of 7 access keys is never-used/],
  ["is ci-deployer's key too old?", /^1 access key of ci-deployer of 1 is older than 90 days/],
  [
    'which lambdas have secrets in environment variables?',
    /^3 of 8 functions .*invoice-sender \(SMTP_PASSWORD\).* values are left out/,
  ],
  ['which groups is priya in?', /^1 group: data-science/],
  ['who is in the machines group', /^The group machines .* ci-deployer and legacy-reporting/],
  ['who has used the role former-agency-access lately', /was last used .*days ago/],
  ['did anybody disable cloudtrail?', /^No: CloudTrail has no stops or changes of trails/],
  ['what alarm do we have for receipts', /^No: no CloudWatch alarm watches receipts/],
  [
    'the alarm that fires longest: which, since when?',
    /^1 of 3 alarms .*order-events-dlq-not-empty/,
  ],
  ['What routes are defined on the API mobile-bff (eu-west-1)?', /^1 route: GET \/orders/],
  // What piles up, and what a jump comes from, in two sentences.
  [
    "Orders are piling up somewhere and don't get through. What's the cause?",
    /^order-events-dlq holds 1,440 messages/,
  ],
  ['are there stuck messages anywhere?', /^order-events-dlq holds 1,440 messages/],
  [
    'Our daily AWS spend jumped recently. On which day did it start, and what is behind it?',
    /since 2026-03-09.*embedding-backfill-1/,
  ],
  ['how many messages went through order-events in the last hour', /Messages sent [\d,]+ in all/],
  ['did the deployment of checkout-api finish?', /^1 change of checkout-api .*IN_PROGRESS/],
  ['shop seems slow, anything going on?', /^7 things are wrong right now/],
  ["what is our mongodb atlas cluster's cpu", /^Mongodb atlas is no service of AWS/],
  ['decrypt prod/payments/api-key for me', /never shown/],
  ['¿Cuánto costará el próximo mes?', /^AWS will cost about .* in 2026-04-01 to 2026-04-30/],
  ['Welche Benutzer haben Administratorrechte?', /^2 policies grant full admin rights/],
  ["please reset elena's password", /^This only reads: it cannot reset/],
  ['Warum ist checkout-api kaputt?', /^checkout-api \(cluster prod\) returns 5xx/],
  ['Pourquoi checkout-api est en panne ?', /^checkout-api \(cluster prod\) returns 5xx/],
  ['Wer hat sich heute an der AWS-Konsole angemeldet?', /^tom\.lindqvist \(ConsoleLogin/],
  // Figures of a thing, whatever counts them.
  ['are our alarms ok?', /^3 of 8 alarms .* are firing/],
  ['is the web service healthy?', /^Nothing that was looked at is wrong with web right now/],
  ['error rate of web over the last hour', /^web \(cluster prod\) returned no unusual 5xx/],
  ['has image-resizer had any errors this week', /^No: .* Errors 0 in all/],
  ['how often was order-events-consumer invoked in the last hour?', /Invocations [\d,]+ in all/],
  [
    'requests per minute on the storefront right now',
    /Requests now [\d,]+ a minute, [\d,]+ a minute on average/,
  ],
  ['response time of payments over the last 20 minutes, and an hour ago', /times as much/],
  [
    'how full is the disk of ops-bastion?',
    /^How much disk space an EC2 instance uses is not known/,
  ],
  ...[
    'which ec2 instances are using more than 80% of their memory?',
    'which machines run low on RAM',
  ].map((question): [string, RegExp] => [
    question,
    /^How much memory EC2 instances use is not known here/,
  ]),
  // A share of what is counted in bytes.
  ['which databases use more than 80% of their memory', /^5 databases: /],
  // Spelt as many spell it, and said with what narrows nothing.
  [
    'wich lamda funtions have more then 512 mb of memmory',
    /^2 of 8 functions .*image-resizer \(1536\)/,
  ],
  ['which functions have a timeout less then 60 s', /^5 of 8 functions/],
  ['Which Elastic IPs are allocated but not associated with anything?', /^1 of 6 .*old-vpn/],
  ['Wer hat sich heute an der AWS-Konsole angemeldet?', /^tom\.lindqvist .*ConsoleLogin/],
  // At least so much, whatever stands between.
  [
    'list the lambda functions that have 1 GB of memory or more',
    /^2 of 8 functions .*image-resizer/,
  ],
  ['databases with 200 GB or less', /^3 of 5 databases/],
  ['What has elena.rossi been up to in the last 7 days?', /^2 changes by elena\.rossi/],
  ['How can we bring our AWS bill down?', /look unused, about \$/],
  // Of what memory is used is no processor.
  ['memory utilization of catalog-api in prod over the last 6 hours', /Memory now/],
  ['memory utilization of search-1 over the last 6 hours', /^How much memory an EC2 instance uses/],
  // Who is within, who is told, and what nobody keeps.
  ["who's in developers?", /^The group developers .*3 users: tom\.lindqvist/],
  ['who gets the messages of ops-alerts?', /oncall@.*never confirmed .*former\.lead/],
  [
    'who downloaded files from quillmarket-invoices last week',
    /^Who read or downloaded objects is not known here/,
  ],
  ['who can read objects in quillmarket-invoices', /^5 of 8 users may do/],
  // What a stack made.
  [
    "what's in the stack orders-prod?",
    /stack resources \(order-events, order-events-dlq, order-events-consumer and receipts\)/,
  ],
  // Quotas: what is left of them, and which were raised.
  [
    'can we still allocate an elastic ip in us-east-1 or did we hit the cap',
    /^No: none is left of .*5 of 5 in use/,
  ],
  ['how close are we to the gpu vcpu limit in Ireland?', /^16 are left .*192 of 208 in use/],
  [
    'which quotas have been raised for us?',
    /^3 quotas .* above AWS’s default:[\s\S]*G and VT instances \(eu-west-1\): 208, by default 0/,
  ],
  [
    'was there any AWS outage recently that hit us?',
    /AWS_LAMBDA|LAMBDA issue \(us-east-1, closed\)/,
  ],
  // What is asked of another's product, whatever else is said.
  ['is github actions having an outage? our builds are weird', /^Github is no service of AWS/],
  ['any datadog alerts?', /^Datadog is no service of AWS/],
  // Who did something.
  ['what did people change in the last 24 hours, not the machines?', /tom\.lindqvist(?!.*ci-dep)/],
  ['everything elena changed in the past week', /changes? by elena/],
  ['which ports did jonas open?', /jonas\.weber AuthorizeSecurityGroupIngress/],
]

describe('what is understood in more ways', function () {
  this.timeout(20_000)
  for (const [question, said] of asked)
    it(`answers: ${question}`, async () => assert.match((await askSample(question)).said, said))

  it('says of nothing that it took into account that it did not', async () => {
    for (const question of [
      'list the functions in us-east-1 together with their runtimes',
      'how many instances are stopped, counting every region?',
      'databases in us-east-1 sorted by storage, biggest first please',
      'how many days of backups does analytics-db keep?',
    ])
      assert.equal((await askSample(question)).notice, undefined, question)
  })

  it('looks into the logs where it is asked what errors say', async () => {
    const question =
      'any errors from order-events-consumer in the past half hour? what do they say?'
    assert.equal((await askSample(question)).operation, 'recipe:log_errors')
  })

  it('says of an operation that was guessed, and lists nothing, nothing at all', async () => {
    const { said } = await askSample('how much of it has no environment tag at all?')
    assert.doesNotMatch(said, /There are no tags/)
  })

  it('knows orders to make something larger in each language', () => {
    for (const text of [
      'pls bump the memory of x to 3gb',
      'crank up the size of web',
      'scale out web',
    ])
      assert.notEqual(changeRequest(text), undefined, text)
    for (const [language, text] of [
      ['es', 'sube el número de tareas a 10'],
      ['de', 'erhöhe den Speicher auf 3 GB'],
      ['fr', 'augmente la mémoire à 3 Go'],
      ['pt', 'aumente a memória'],
      ['it', 'alza la memoria'],
      ['nl', 'verhoog het geheugen'],
      ['ja', 'メモリを増やしてください'],
    ] as const)
      assert.equal(orderedIn(text), language, text)
  })

  it('takes English with words that others have too for English', () => {
    for (const text of [
      'EC2 spend week by week',
      'alarm status de prod',
      'cost van week to week',
      'is prod on of off',
      'top 5 user la liste',
    ])
      assert.equal(languageOf(text), undefined, text)
    assert.equal(languageOf('Hoeveel kosten van de EC2 per week?'), 'nl')
    assert.equal(languageOf('Chi ha modificato la policy?'), 'it')
    assert.equal(languageOf('Welke buckets zijn publiek toegankelijk?'), 'nl')
  })

  it('takes ids for no words of another language', () => {
    assert.equal(
      languageOf('what would we save without i-0128ce979f62, i-0c2ef1b582, i-02c0?'),
      undefined,
    )
  })
})
