import assert from 'node:assert/strict'
import { CreateTagsCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { type Moto, startMoto } from './moto.ts'
import { runStart } from './run-start.ts'

describe('npm start -- --account aws, against moto', () => {
  let moto: Moto
  before(async function () {
    const started = await startMoto()
    if (started === undefined) {
      process.stdout.write(
        '    skipped: moto_server is not installed (pip install "moto[server]")\n',
      )
      this.skip()
    }
    moto = started
  })
  after(() => moto?.stop())

  const ask = (question: string, ...options: string[]) =>
    runStart(['--account', 'aws', ...options, question], { env: moto.env })

  it('answers with exactly the instances that were made, by region', async () => {
    const made = await runInstances('us-east-1', 3)
    const elsewhere = await runInstances('eu-west-1', 2)
    const { code, stdout, stderr } = await ask('List my EC2 instances in us-east-1')
    assert.equal(code, 0, stderr)
    assert.deepEqual(idsIn(stdout), made)
    assert.match(stderr, /✓ ec2 DescribeInstances · us-east-1 · 3 items/)
    const everywhere = await ask('List my EC2 instances in us-east-1 and eu-west-1')
    assert.deepEqual(idsIn(everywhere.stdout), [...made, ...elsewhere].toSorted())
  })

  it('answers with exactly the buckets that were made', async () => {
    const s3 = new S3Client({ ...clientConfig('us-east-1'), forcePathStyle: true })
    const names = ['invoices-2026', 'logs-2026', 'web-assets']
    for (const Bucket of names) await s3.send(new CreateBucketCommand({ Bucket }))
    const { code, stdout, stderr } = await ask('list the buckets', '--output=markdown')
    assert.equal(code, 0, stderr)
    assert.deepEqual(firstCells(stdout), names)
  })

  it('says which account, who and where, and that no role stands behind it', async () => {
    const { stderr } = await ask('list the buckets')
    assert.match(
      stderr,
      /^Account: 123456789012, as arn:aws:sts::123456789012:\S+, region us-east-1\./,
    )
    assert.match(stderr, /no read-only role stands behind/)
  })

  it('says what is wrong where AWS cannot be reached', async () => {
    const env = { ...moto.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }
    const { code, stderr } = await runStart(['--account', 'aws', 'list the buckets'], { env })
    assert.equal(code, 1)
    assert.match(stderr, /^error: AWS does not say who you are: .*\nCheck AWS_PROFILE/m)
  })

  const clientConfig = (region: string) => ({
    region,
    endpoint: moto.url,
    credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
  })

  async function runInstances(region: string, count: number): Promise<string[]> {
    const ec2 = new EC2Client(clientConfig(region))
    const { Instances = [] } = await ec2.send(
      new RunInstancesCommand({ ImageId: 'ami-12c6146b', MinCount: count, MaxCount: count }),
    )
    const ids = Instances.map(({ InstanceId = '' }) => InstanceId).toSorted()
    const Tags = [{ Key: 'Name', Value: `web-${region}` }]
    await ec2.send(new CreateTagsCommand({ Resources: ids, Tags }))
    return ids
  }
})

const idsIn = (text: string) =>
  [...text.matchAll(/\bi-[0-9a-f]{17}\b/g)].map(([id]) => id).toSorted()

const firstCells = (markdown: string) =>
  [...markdown.matchAll(/^\| ([\w-]+) \|/gm)]
    .map(([, cell = '']) => cell)
    .filter((cell) => cell !== 'Name' && cell !== '---')
    .toSorted()
