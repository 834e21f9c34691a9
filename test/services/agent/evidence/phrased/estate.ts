import type { Phrased } from './form.ts'

export const estate: readonly Phrased[] = [
  {
    question: 'Which alarms are firing?',
    reads: ['alarms'],
    text: `{Three~Four~count off by one} of the {seven~eight~count off by one} alarms are in ALARM state:

- **checkout-api-5xx**: {96~69~swapped digits} errors against a threshold of {20~80~value of another row}, since {13:48 UTC~13:38 UTC~day moved}
- **checkout-api-unhealthy-targets**: {2~4~swapped digits} unhealthy hosts, since 13:48 UTC
- **{order-events-dlq-not-empty~invoices-dlq-not-empty~plausible name}**: {40~400~swapped digits} messages, since {11:30 UTC~10:30 UTC~day moved}{~
- **payments-5xx**: 31 errors, since 13:50 UTC~extra row}

batch-reports-cpu has {insufficient data~recovered to OK~state reversed} since {February 6, 2026~February 5, 2026~day moved}.`,
  },
  {
    question: 'Is orders-db-cpu alarming?',
    reads: ['alarms'],
    text: `No, \`orders-db-cpu\` is {OK~ALARM~state reversed} and has been since {2026-02-23~2026-02-24~day moved}. It watches {CPUUtilization~FreeStorageSpace~plausible name} with a threshold of {80~95~value of another row}%.`,
  },
  {
    question: 'Which Lambda functions use outdated runtimes?',
    reads: ['functions'],
    text: `Three of six functions run on outdated runtimes:

| Function | Runtime | Memory | Timeout | Last modified |
|---|---|---|---|---|
| nightly-report | {python3.9~python3.8~swapped digits} | {1024 MB~1536 MB~value of another row} | {15 min~25 min~unit changed} | {2023-12-28~2023-12-29~day moved} |
| image-resizer | python3.9 | {1.5 GB~1.5 TB~unit changed} | 2 min | 2024-06-01 |
| invoice-sender | {nodejs18.x~nodejs22.x~value of another row} | 256 MB | {60 s~60 min~unit changed} | {2025-02-09~2025-02-10~day moved} |{~
| cart-expiry | nodejs16.x | 256 MB | 30 s | 2024-02-11 |~extra row}`,
  },
  {
    question: 'Which function has the most memory?',
    reads: ['functions'],
    text: `{image-resizer~nightly-report~value of another row} with {1,536 MB~1,356 MB~swapped digits}, followed by nightly-report with {1,024 MB~512 MB~value of another row}. The smallest is {chat-alerts~chat-digest~plausible name} with 128 MB. Across all six functions the configured memory averages around {661 MB~861 MB~wrong average} ({3,968 MB~3,698 MB~wrong sum} in sum).`,
  },
  {
    question: 'Which stacks do we have?',
    reads: ['stacks'],
    text: `Four stacks are in us-east-1. Three are healthy (\`UPDATE_COMPLETE\`): network-prod, orders-prod and {search-prod~payments-prod~plausible name}. One failed: **{analytics-export~search-prod~value of another row}** is in \`{ROLLBACK_COMPLETE~UPDATE_ROLLBACK_FAILED~state reversed}\` since its creation on {March 13, 2026~March 12, 2026~day moved}, {five~seven~wrong sum} days ago.`,
  },
  {
    question: 'List our buckets by age',
    reads: ['buckets'],
    text: `You have {ten~eleven~count off by one} S3 buckets, oldest first:

1. quillmarket-access-logs ({2023-09-25~2023-09-24~day moved})
2. quillmarket-assets (2023-09-27)
3. {quillmarket-terraform-state~quillmarket-pulumi-state~plausible name} (2023-09-30)
4. quillmarket-backups (2023-10-20)
5. quillmarket-cloudtrail ({2023-10-20~2023-11-20~day moved})
6. quillmarket-invoices ({2023-11-09~2023-11-19~value of another row})
7. quillmarket-staging-uploads (2023-11-19)
8. quillmarket-data-lake ({2024-04-17~2024-04-18~day moved})
9. quillmarket-eu-exports (2024-11-23)
10. quillmarket-ml-datasets (2026-03-06){~
11. quillmarket-ml-models (2026-03-07)~extra row}

{Two~Three~count off by one} of them, quillmarket-eu-exports and {quillmarket-ml-datasets~quillmarket-data-lake~value of another row}, live in {eu-west-1~eu-central-1~regions exchanged}; the other {eight~nine~count off by one} are in us-east-1.`,
  },
  {
    question: 'Which buckets are in Europe?',
    reads: ['buckets'],
    text: `Only \`quillmarket-eu-exports\` (created {23 November 2024~24 November 2024~day moved}) and \`{quillmarket-ml-datasets~quillmarket-ml-features~plausible name}\` (created {6 March 2026~5 March 2026~day moved}) are in {eu-west-1~eu-west-2~regions exchanged}. That's {20%~30%~percent moved} of your {10~11~count off by one} buckets.`,
  },
  {
    question: 'What subnets do we have in staging?',
    reads: ['subnets'],
    text: `Staging has {four~five~count off by one} subnets, two public and two private:

| Subnet | CIDR | AZ | Free IPs |
|---|---|---|---|
| staging-public-a | {10.21.0.0/24~10.21.2.0/24~swapped digits} | {us-east-1a~us-east-1b~value of another row} | {228~282~swapped digits} |
| staging-public-b | 10.21.1.0/24 | us-east-1b | 228 |
| staging-private-a | {10.21.10.0/24~10.21.11.0/24~value of another row} | us-east-1a | 228 |
| staging-private-b | 10.21.11.0/24 | {us-east-1b~us-east-1d~regions exchanged} | 228 |{~
| staging-private-c | 10.21.12.0/24 | us-east-1c | 251 |~extra row}

That leaves {912~921~wrong sum} free addresses in total.`,
  },
  {
    question: 'Is anything open to the whole internet?',
    reads: ['security-groups'],
    text: `Yes. \`{ops-bastion~ops-gateway~plausible name}\` (\`{sg-07056942c78ef97a4~sg-0c45bb41ace13f6c7~value of another row}\`) allows SSH on port {22~2222~swapped digits} from {0.0.0.0/0~10.0.0.0/8~plausible name}; the rule is described as "temporary, migration". \`storefront-alb\` accepts ports 80 and {443~8443~swapped digits} from anywhere, which is expected of a public load balancer. \`prod-databases\` is only reachable from \`{prod-services~staging-services~value of another row}\`, on port {5432~5423~swapped digits}.`,
  },
  {
    question: 'Which load balancers are there?',
    reads: ['load-balancers'],
    text: `Three application load balancers, all {internet-facing~internal~state reversed}:

- storefront, created {September 25, 2023~September 26, 2023~day moved}
- {payments~checkout~plausible name}, created {June 16, 2024~June 17, 2024~day moved}
- staging, created {October 30, 2023~September 25, 2023~value of another row}{~
- internal-api, created July 2, 2024~extra row}`,
  },
  {
    question: 'Which ECS clusters do we run, and is there anything in the staging one?',
    reads: ['clusters'],
    text: `You run {two~three~count off by one} ECS clusters in {us-east-1~us-west-2~regions exchanged}: \`prod\` and \`staging\`. Their ARNs are \`arn:aws:ecs:us-east-1:{123456789012~123456789021~swapped digits}:cluster/prod\` and \`arn:aws:ecs:us-east-1:123456789012:cluster/{staging~sandbox~plausible name}\`. I did not look at the services inside.`,
  },
]
