import type { Phrased } from './form.ts'

export const volumes: readonly Phrased[] = [
  {
    question: 'Which EBS volumes are unattached?',
    reads: ['volumes', 'volumes-eu'],
    text: `I found **4 unattached volumes** with {2,500 GiB~2,600 GiB~wrong sum} in total (≈{2.4 TiB~2.9 TiB~wrong sum}):

| Volume | Name | Size | Type | Region |
|---|---|---:|---|---|
| \`{vol-010cc9a4142e4695f~vol-010cc9a4142e4659f~swapped digits}\` | loadtest-scratch | {1,000 GiB~1,000 MiB~unit changed} | {io1~gp2~value of another row} | us-east-1 |
| \`vol-00c223fa874ba21e4\` | embedding-input | {800 GiB~500 GiB~value of another row} | gp3 | {eu-west-1~us-east-1~regions exchanged} |
| \`vol-07a3b6e0612d6a434\` | orders-export-2023 | 500 GiB | {gp2~gp3~value of another row} | us-east-1 |
| \`vol-09e299eb3d04c6ac2\` | search-old-data | {200 GiB~300 GiB~value of another row} | gp3 | us-east-1 |{~
| \`vol-09e299eb3d04c6ad7\` | search-old-index | 250 GiB | gp3 | us-east-1 |~extra row}`,
  },
  {
    question: 'How much storage do we have in EBS?',
    reads: ['volumes', 'volumes-eu'],
    text: `In total you have {5,860~5,960~wrong sum} GiB of EBS storage: {3,760 GiB~3,670 GiB~swapped digits} in us-east-1 ({22~23~count off by one} volumes) and {2,100 GiB~1,200 GiB~swapped digits} in eu-west-1 ({10~11~count off by one} volumes). Roughly {64%~74%~percent moved} of it is in us-east-1. On average a volume in us-east-1 holds about {171 GiB~211 GiB~wrong average}.`,
  },
  {
    question: 'Which volumes are not encrypted?',
    reads: ['volumes'],
    text: `Three volumes in us-east-1 are unencrypted:

- **loadtest-scratch** – {1 TB~10 TB~unit changed} io1 with {5,000~3,000~value of another row} IOPS, created {December 12, 2025~December 13, 2025~day moved}
- **orders-export-2023** – {500 GB~600 GB~swapped digits} gp2, created in {April 2024~May 2024~day moved}
- **legacy-backoffice-root** – {100 GB~80 GB~value of another row} gp3{~
- **batch-archive-root** – 120 GB gp2~extra row}

Together they come to {1,600 GB~1,700 GB~wrong sum}.`,
  },
  {
    question: 'List the snapshots',
    reads: ['snapshots'],
    text: `There are {four~five~count off by one} snapshots in us-east-1:

1. **search-1-nightly** (\`{snap-0a1f57dddef88c6ad~snap-0a1f57dddef88c6da~swapped digits}\`): {200 GiB~250 GiB~value of another row}, taken today at {04:49 UTC~06:49 UTC~day moved}
2. **build-server-weekly** (\`snap-0038c59746fd62de9\`): {300 GiB~300 TiB~unit changed}, {March 14, 2026~March 15, 2026~day moved}
3. **batch-reports-final** (\`{snap-0b46871c77fdee22c~snap-0d75cd3fd464748b7~value of another row}\`): 500 GiB, {February 6~February 7~day moved}
4. **backoffice-before-move** (\`snap-0d75cd3fd464748b7\`): 250 GiB, {January 7, 2024~January 8, 2024~day moved}, not encrypted{~
5. **web-before-upgrade** (\`snap-0d75cd3fd464748c1\`): 120 GiB, January 9, 2024~extra row}

In sum that's {1,250~1,520~wrong sum} GiB of source volumes; the average is {312.5 GiB~352.5 GiB~wrong average}.`,
  },
  {
    question: 'What could we save on volumes?',
    reads: ['unused'],
    text: `The four unattached volumes cost an estimated **{$580~$850~money moved} a month**:

- loadtest-scratch: {$450~$540~money moved}/month (1000 GiB {io1~gp3~value of another row})
- embedding-input: {$64.00~$50.00~value of another row}/month
- orders-export-2023: $50.00/month, unattached since {2024-04-27~2024-04-28~day moved}
- search-old-data: {$16.00~$61.00~money moved}/month

Adding the three stopped instances ({about $52~about $62~money moved}/month) brings it to {$632~$692~wrong sum}.`,
  },
  {
    question: 'What is unused and what does it cost?',
    reads: ['unused'],
    text: `About **{$17,283~$17,823~money moved} per month** looks wasted, nearly all of it on GPU machines. The {four~five~count off by one} \`embedding-backfill\` instances in {eu-west-1~us-east-1~regions exchanged} cost {$4,141~$4,411~money moved} each, i.e. {$16,564~$18,564~wrong sum} a month, at an average CPU of only {0.6 %~0.9 %~percent moved}. They have been idle since {2026-03-09~2026-03-08~day moved}. The next largest are loadtest-scratch ({$450~$64.00~value of another row}) and {legacy-backoffice~legacy-frontend~plausible name} ($73.00).`,
  },
  {
    question: 'Largest volumes?',
    reads: ['volumes', 'volumes-eu'],
    text: `Top five by size:

| # | Volume | GiB | State |
|---|---|---|---|
| 1 | loadtest-scratch | {1000~1100~swapped digits} | {available~in-use~state reversed} |
| 2 | embedding-input | 800 | available |
| 3 | batch-reports-data | {500~800~value of another row} | {in-use~available~state reversed} |
| 4 | orders-export-2023 | 500 | available |
| 5 | build-server-data | {300~200~value of another row} | in-use |

Those five make up {3,100~3,300~wrong sum} GiB.`,
  },
]
