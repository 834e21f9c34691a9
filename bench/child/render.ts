import { answerStream } from '../../services/client/render/answer-stream.ts'
import { symbols } from '../../services/client/render/symbols.ts'
import { stripControls } from '../../services/client/strip-controls.ts'

/** Of an answer in pieces of four characters, rendered or only stripped: its time in ms, or the memory left in bytes. */
const [how = '', what = '', megabytes = '1'] = process.argv.slice(2)
const document = `## Findings

**4 instances** of \`g5.12xlarge\` in eu-west-1 cost [most](https://aws.amazon.com/ec2/), and nobody uses
them: their CPU averaged 0.6 % over the last day.

| InstanceId | Name | Cost |
|:-----------|:-----|-----:|
| i-0c2ef1b582f30deaf | embedding-backfill-1 | $1,438 |
| i-02c012a992c766bd4 | embedding-backfill-2 | $1,438 |

1. Ask their owner
   - *priya.raman* started them
2. Look at them:
   \`\`\`sh
   aws ec2 describe-instances --region eu-west-1
   \`\`\`

`
const pieces = document.match(/[\s\S]{1,4}/g) ?? []
const rounds = Math.ceil((Number(megabytes) * 1e6) / document.length)
const stream = answerStream({ columns: 80, colours: true, symbols: symbols({}) })
const write = how === 'render' ? stream.write : stripControls

const startedAt = performance.now()
let written = 0
for (let round = 0; round < rounds; round += 1) {
  for (const piece of pieces) written += write(piece).length
}
const took = performance.now() - startedAt
if (written === 0) throw new Error('nothing was rendered')
globalThis.gc?.()
process.stdout.write(String(what === 'time' ? took : process.memoryUsage().heapUsed))
