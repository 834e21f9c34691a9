import type { Phrased } from './form.ts'

export const instances: readonly Phrased[] = [
  {
    question: 'Which instances are stopped?',
    reads: ['instances', 'instances-eu'],
    text: `Three instances are stopped across the two regions I checked:

| Name | Instance ID | Type | Region | Stopped on |
|---|---|---|---|---|
| batch-reports | {i-07da301bc12c50d11~i-07da301bc12c50d17~swapped digits} | {c5.2xlarge~c5.xlarge~value of another row} | us-east-1 | {2026-02-06~2026-02-07~day moved} |
| staging-loadtest | i-0115758057c4c9c71 | c5.xlarge | {us-east-1~eu-west-1~regions exchanged} | 2025-12-12 |
| eu-migration-host | {i-033f089ffff0f36cf~i-0c2ef1b582f30deaf~value of another row} | t3.medium | eu-west-1 | 2025-08-20 |{~
| staging-reports | i-0115758057c4c9c72 | c5.large | us-east-1 | 2025-12-14 |~extra row}

The longest-stopped one is **{eu-migration-host~batch-reports~value of another row}**, off since {August 20, 2025~August 21, 2025~day moved}.`,
  },
  {
    question: 'What is running in us-east-1?',
    reads: ['instances'],
    text: `You have **{13~14~count off by one} EC2 instances** in us-east-1: {11~10~count off by one} running and 2 stopped.

- **Search:** three {r6i.large~m5.large~value of another row} nodes (search-1, search-2, {search-3~search-4~plausible name})
- **EKS:** three m5.large nodes (eks-general-1 to eks-general-3)
- **Ops:** ops-bastion ({t3.small~t3.large~value of another row}, public IP {198.51.100.20~198.51.100.21~swapped digits})
- **Oldest:** legacy-backoffice, {m4.large~m5.large~value of another row}, launched {February 15, 2023~February 16, 2023~day moved}{~
- **Cache:** cache-warmer-1 (r6i.xlarge)~extra row}`,
  },
  {
    question: 'Tell me about build-server.',
    reads: ['instances', 'volumes'],
    text: `**build-server** (\`{i-048b7b85e631bead2~i-048b7b85e613bead2~swapped digits}\`) is a {c6i.xlarge~c5.2xlarge~value of another row} instance that has been {running~stopped~state reversed} since {2025-12-20 14:25 UTC~2025-12-21 14:25 UTC~day moved}, owned by {maya.okafor~elena.rossi~value of another row}. Its private address is {10.20.10.208~10.20.10.98~value of another row}. Two volumes belong to it: a 50 GiB root volume and a {300 GiB~200 GiB~value of another row} data volume, {350 GiB~400 GiB~wrong sum} together.`,
  },
  {
    question: 'Which machines have no owner tag in us-east-1?',
    reads: ['instances'],
    text: `Six of the 13 instances in us-east-1 carry no \`Owner\` tag:

1. eks-general-1
2. eks-general-2
3. eks-general-3
4. legacy-backoffice
5. batch-reports
6. {staging-loadtest~metrics-dashboard~value of another row}{~
7. ops-runner~extra row}

The other {seven~eight~count off by one} have one. That makes about {46%~54%~percent moved} of instances without an owner.`,
  },
  {
    question: 'Anything expensive looking in Ireland?',
    reads: ['instances-eu'],
    text: `Yes. Four {g5.12xlarge~g5.24xlarge~swapped digits} GPU instances, \`embedding-backfill-1\` through \`embedding-backfill-4\`, were all launched on {March 9, 2026~March 10, 2026~day moved} and are still {running~stopped~state reversed} in {eu-west-1~eu-central-1~regions exchanged}. None of them has an Owner tag. They have been up for {nine~twelve~count off by one} days now.

Besides those, there are two r6i.large search nodes launched {February 13, 2026~February 12, 2026~day moved} and the stopped \`{eu-migration-host~eu-migration-proxy~plausible name}\`.`,
  },
  {
    question: 'Give me the search cluster with IPs',
    reads: ['instances', 'instances-eu'],
    text: `| Node | Private IP | Region | Launched |
| :--- | :--- | :--- | :--- |
| search-eu-2 | {10.40.11.127~10.40.11.217~swapped digits} | eu-west-1 | 13 Feb 2026 |
| search-eu-1 | {10.40.10.248~10.20.10.74~value of another row} | {eu-west-1~us-east-1~regions exchanged} | 13 Feb 2026 |
| search-1 | 10.20.10.74 | us-east-1 | {12 Feb 2026~13 Feb 2026~day moved} |
| search-2 | {10.20.11.50~10.20.10.161~value of another row} | us-east-1 | 12 Feb 2026 |
| search-3 | 10.20.10.161 | us-east-1 | {6 Mar 2026~7 Mar 2026~day moved} |{~
| search-4 | 10.20.11.162 | us-east-1 | 6 Mar 2026 |~extra row}

All {five~six~count off by one} are r6i.large and owned by {elena.rossi~samir.haddad~value of another row}. \`staging-search-1\` ({10.21.10.225~10.21.10.252~swapped digits}, {t3.large~t3.medium~value of another row}) is not part of the production groups.`,
  },
  {
    question: 'When was metrics-dashboard launched and how old is it?',
    reads: ['instances'],
    text: `metrics-dashboard was launched on {2025-10-24~2025-10-23~day moved} at {14:25:31~15:25:31~day moved} UTC, which makes it about {145~175~wrong sum} days old. It is a {t3.medium~t3.small~value of another row} in {us-east-1b~us-east-1c~regions exchanged} and is currently {running~stopped~state reversed}. The owner tag says {samir.haddad~jonas.weber~plausible name}.`,
  },
  {
    question: 'Compare the two oldest instances.',
    reads: ['instances', 'instances-eu'],
    text: `The oldest instance is **legacy-backoffice** (launched {2023-02-15~2023-12-15~day moved}, {m4.large~r6i.large~value of another row}); the runner-up is **eu-migration-host** ({2025-05-22~2025-05-23~day moved}, {t3.medium~t3.large~value of another row}). legacy-backoffice is {running~stopped~state reversed} while eu-migration-host is {stopped~running~state reversed}. There are {827~728~wrong sum} days between the two launches.`,
  },
  {
    question: 'How are instances spread over types?',
    reads: ['instances', 'instances-eu'],
    text: `Across us-east-1 and eu-west-1 there are {20~21~count off by one} instances:

* {5~6~count off by one} × r6i.large
* 4 × {g5.12xlarge~g5.16xlarge~swapped digits}
* 3 × m5.large
* 2 × t3.medium
* one each of t3.small, t3.large, m4.large, c5.xlarge, c5.2xlarge and {c6i.xlarge~c6i.2xlarge~plausible name}

{17~16~count off by one} of them are running, i.e. {85%~80%~percent moved}.`,
  },
]
