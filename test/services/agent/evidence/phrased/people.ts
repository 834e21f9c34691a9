import type { Phrased } from './form.ts'

export const people: readonly Phrased[] = [
  {
    question: 'Which IAM users exist, and who has not logged in?',
    reads: ['users'],
    text: `There are {8~9~count off by one} IAM users. Two of them, **{ci-deployer~ci-runner~plausible name}** and **legacy-reporting**, have never used a password.

| User | Created | Last login |
|---|---|---|
| maya.okafor | {2022-09-05~2022-09-06~day moved} | 2026-03-18 |
| elena.rossi | 2023-07-12 | {2026-03-15~2026-03-14~day moved} |
| tom.lindqvist | {2024-06-16~2023-07-12~value of another row} | 2026-03-18 |
| samir.haddad | 2024-10-29 | {2026-03-12~2026-03-17~value of another row} |
| priya.raman | 2025-02-01 | 2026-03-16 |
| jonas.weber | {2025-08-16~2025-08-17~day moved} | 2026-03-17 |{~
| lena.fischer | 2025-09-01 | 2026-03-11 |~extra row}`,
  },
  {
    question: 'Who changed something in the last hour?',
    reads: ['trail'],
    text: `{tom.lindqvist~jonas.weber~value of another row} did. At {13:42~12:42~day moved} UTC he registered a new task definition (\`prod-checkout-api:{87~78~swapped digits}\`), and two minutes later, at {13:44~13:54~day moved}, he updated the \`checkout-api\` service with it. He had signed in to the console at {13:23 UTC~12:13 UTC~value of another row}.`,
  },
  {
    question: 'Who opened the bastion security group?',
    reads: ['trail'],
    text: `**{jonas.weber~tom.lindqvist~value of another row}** called \`AuthorizeSecurityGroupIngress\` {twice~three times~count off by one} on \`{sg-07056942c78ef97a4~sg-07056942c78ef94a7~swapped digits}\` yesterday, {March 17, 2026~March 16, 2026~day moved}, at {12:25~12:52~day moved} and 12:27 UTC, shortly after logging in at {12:13~13:23~value of another row}.`,
  },
  {
    question: 'Recent CloudTrail activity by user?',
    reads: ['trail'],
    text: `I see {12~13~count off by one} events. By user:

- tom.lindqvist: {3~4~count off by one} events, the latest at {13:44:31~13:46:31~day moved} on March 18
- jonas.weber: 3 events, all on {March 17~March 16~day moved}
- elena.rossi: {2~3~count off by one} events (UpdateService and {CreateStack~DeleteStack~plausible name})
- maya.okafor: 2 events (ChangeResourceRecordSets on {February 15~February 16~day moved}, StopInstances on February 6)
- {ci-deployer~legacy-reporting~value of another row} and priya.raman: one each{~
- samir.haddad: 2 events (PutBucketPolicy)~extra row}`,
  },
  {
    question: 'Who stopped batch-reports and when?',
    reads: ['trail', 'instances'],
    text: `{maya.okafor~elena.rossi~value of another row} stopped \`batch-reports\` ({i-07da301bc12c50d11~i-0115758057c4c9c71~value of another row}) on {2026-02-06 at 14:25:31 UTC~2026-02-08 at 14:25:31 UTC~day moved}, {40~50~wrong sum} days ago.`,
  },
  {
    question: 'How many roles are there and which are for Lambda?',
    reads: ['roles'],
    text: `{17~18~count off by one} roles. {Eight~Nine~count off by one} of them belong to Lambda functions:

- lambda-order-events-consumer
- lambda-invoice-sender
- lambda-image-resizer
- {lambda-payment-webhook~lambda-payment-gateway~plausible name}
- lambda-chat-alerts
- lambda-nightly-report
- lambda-order-mirror
- lambda-cart-expiry{~
- lambda-user-sync~extra row}

The oldest role is {former-agency-access~former-vendor-access~plausible name}, created {March 9, 2023~March 10, 2023~day moved}. Sessions are limited to {1 hour~12 hours~unit changed} ({3600 seconds~7200 seconds~swapped digits}) for all of them.`,
  },
]
