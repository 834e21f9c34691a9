import assert from 'node:assert/strict'
import { crc32, deflateRawSync } from 'node:zlib'
import type { FetchRange } from '../../../tools/executor/code/ranges.ts'
import { execute } from '../../../tools/executor/execute.ts'
import type { DataKind } from '../../../tools/tool.ts'
import { contextOf, scriptedClients } from './scripted-clients.ts'

const bucket = 'https://awslambda-us-east-1-tasks.s3.us-east-1.amazonaws.com'
const link = `${bucket}/snapshots/123456789012/f-1?X-Amz-Signature=planted-signature`

interface File {
  name: string
  content: Buffer
  /** In place of what it is. */
  says?: number
}

/** A zip archive of these files; as zip64 with each number in the place that zip64 has for it. */
function zipOf(files: readonly File[], { zip64 = false } = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, says = content.length } of files) {
    const packed = deflateRawSync(content)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(crc32(content), 14)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(says, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(says, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    const extra = zip64 ? zip64Field(says, packed.length, at) : Buffer.alloc(0)
    entry.writeUInt16LE(extra.length, 30)
    if (zip64) for (const place of [20, 24, 42]) entry.writeUInt32LE(0xffffffff, place)
    parts.push(local, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name), extra)
    at += 30 + name.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  if (!zip64) return Buffer.concat([...parts, list, end])
  for (const place of [12, 16]) end.writeUInt32LE(0xffffffff, place)
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x06064b50, 0)
  record.writeBigUInt64LE(BigInt(list.length), 40)
  record.writeBigUInt64LE(BigInt(at), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(at + list.length), 8)
  return Buffer.concat([...parts, list, record, locator, end])
}

/** After a field of another kind, which is passed over. */
function zip64Field(...numbers: number[]): Buffer {
  const field = Buffer.alloc(8 + 4 + 8 * numbers.length)
  field.writeUInt16LE(0x5455, 0)
  field.writeUInt16LE(4, 2)
  field.writeUInt16LE(1, 8)
  field.writeUInt16LE(8 * numbers.length, 10)
  for (const [n, number] of numbers.entries()) field.writeBigUInt64LE(BigInt(number), 12 + 8 * n)
  return field
}

const planted = 'hunter2-Zx81'
const files = [
  {
    name: 'index.js',
    content: Buffer.from(`const password = '${planted}'\nexport const table = 'orders'\n`),
  },
  { name: 'lib/a.py', content: Buffer.from('import os\n') },
  { name: 'lib/logo.png', content: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]) },
  { name: 'lib/', content: Buffer.alloc(0) },
]

interface Given {
  parameters: object
  operation?: string
  archive?: Buffer
  location?: unknown
  dataAccess?: DataKind[]
  region?: string
}

async function read({ parameters, operation = 'ReadFunctionCode', ...given }: Given) {
  const { archive = zipOf(files), location = link, dataAccess = ['code'] } = given
  const { region = 'us-east-1' } = given
  const { clients, calls } = scriptedClients(() => ({
    Code: { Location: location },
    Content: { Location: location },
  }))
  const fetched: string[] = []
  const fetchRange: FetchRange = async (url, range) => {
    fetched.push(`${url.hostname} ${range}`)
    const [from = '', to = ''] = range.split('-')
    const bytes =
      from === '' ? archive.subarray(-Number(to)) : archive.subarray(Number(from), Number(to) + 1)
    return { bytes, total: archive.length }
  }
  const result = await execute(
    { services: ['lambda'], operation, parameters, region },
    contextOf({ ...clients, fetchRange }, { dataAccess: new Set(dataAccess) }),
  )
  const [only] = result.regions
  const items = only?.status === 'ok' ? only.items : []
  return { result, items, fetched, calls }
}

describe('code that is opened', () => {
  it('is off by default, and asks nothing then', async () => {
    const dataAccess: DataKind[] = ['logs', 'objects', 'items', 'messages', 'environment']
    for (const operation of ['ReadFunctionCode', 'ReadLayerCode']) {
      const parameters =
        operation === 'ReadLayerCode' ? { LayerName: 'l', VersionNumber: 1 } : { FunctionName: 'f' }
      const { result, fetched, calls } = await read({ operation, parameters, dataAccess })
      assert.deepEqual([result.code, fetched, calls], ['data_access_off', [], []])
      assert.match(String(result.hint), /DATA_ACCESS=code\b/)
    }
  })

  it('lists its files, and reads those that are named, without their secrets and without the link', async () => {
    const listed = await read({ parameters: { FunctionName: 'f' } })
    assert.deepEqual(listed.items, [
      { File: 'index.js', Bytes: files[0]?.content.length },
      { File: 'lib/a.py', Bytes: 10 },
      { File: 'lib/logo.png', Bytes: 6 },
    ])
    const { items, result, calls } = await read({
      parameters: { FunctionName: 'f', Qualifier: '7', Files: ['index.js', 'lib/*'] },
    })
    assert.deepEqual(items, [
      {
        File: 'index.js',
        Bytes: files[0]?.content.length,
        Text: "const password = '[redacted: looks secret]'\nexport const table = 'orders'\n",
      },
      { File: 'lib/a.py', Bytes: 10, Text: 'import os\n' },
      { File: 'lib/logo.png', Bytes: 6, Text: '[binary: 6 bytes, image/png]' },
    ])
    assert.deepEqual(
      calls.map(({ operation, input }) => [operation, input]),
      [['GetFunction', { FunctionName: 'f', Qualifier: '7' }]],
    )
    assert.doesNotMatch(JSON.stringify(result), /planted-signature|amazonaws\.com|hunter2/)
  })

  it('is that of a layer’s version, too', async () => {
    const { items, calls } = await read({
      operation: 'ReadLayerCode',
      parameters: { LayerName: 'l', VersionNumber: 3, Files: ['lib/a.py'] },
    })
    assert.deepEqual(items, [{ File: 'lib/a.py', Bytes: 10, Text: 'import os\n' }])
    assert.deepEqual(
      calls.map(({ operation, input }) => [operation, input]),
      [['GetLayerVersion', { LayerName: 'l', VersionNumber: 3 }]],
    )
  })

  it('comes from Lambda’s own buckets alone, over https', async () => {
    const elsewhere = [
      'https://example.com/snapshots/x',
      `${bucket.replace('https', 'http')}/x`,
      `${bucket}.example.com/x`,
      `${bucket}:8443/x`,
      'https://user@awslambda-us-east-1-tasks.s3.us-east-1.amazonaws.com/x',
      'https://awslambda-us-east-1-tasks.s3.eu-west-1.amazonaws.com/x',
      'https://awslambda-us-east-1-tasks-mine.s3.us-east-1.amazonaws.com/x',
      'https://my-awslambda-us-east-1-tasks.s3.us-east-1.amazonaws.com/x',
      'https://169.254.169.254/latest/meta-data',
      '//x',
      null,
    ]
    for (const location of elsewhere) {
      const { result, fetched } = await read({ parameters: { FunctionName: 'f' }, location })
      assert.deepEqual(fetched, [], String(location))
      assert.match(JSON.stringify(result), /not where Lambda keeps code/)
    }
    for (const host of [
      'prod-04-2014-tasks.s3.us-east-1.amazonaws.com',
      'prod-04-2014-layers.s3.amazonaws.com',
      'awslambda-us-east-1-layers.s3-us-east-1.amazonaws.com',
      'prod-iad-c1-djusa-tasks.s3.us-east-1.amazonaws.com',
      'prod-iad-c1-djusa-layers.s3.us-east-1.amazonaws.com',
    ]) {
      const location = `https://${host}/x`
      const { items } = await read({ parameters: { FunctionName: 'f' }, location })
      assert.equal(items.length, 3, host)
    }
    for (const [region, host] of [
      ['ap-northeast-1', 'awslambda-ap-ne-1-layers.s3.ap-northeast-1.amazonaws.com'],
      ['ap-south-1', 'awslambda-ap-s-1-tasks.s3.ap-south-1.amazonaws.com'],
      ['eu-west-1', 'awslambda-eu-west-1-tasks.s3.eu-west-1.amazonaws.com'],
    ] as const) {
      const location = `https://${host}/x`
      const ofRegion = { parameters: { FunctionName: 'f' }, location, region }
      assert.equal((await read(ofRegion)).items.length, 3, host)
      assert.equal((await read({ ...ofRegion, region: 'us-west-2' })).fetched.length, 0, host)
    }
  })

  it('is read of archives that are written as zip64', async () => {
    const archive = zipOf(files, { zip64: true })
    const { items } = await read({
      parameters: { FunctionName: 'f', Files: ['lib/a.py'] },
      archive,
    })
    assert.deepEqual(items, [{ File: 'lib/a.py', Bytes: 10, Text: 'import os\n' }])
    // Cut short, or with numbers that lead out of it.
    const broken = Buffer.from(archive)
    broken.writeBigUInt64LE(2n ** 62n, archive.length - 22 - 20 + 8)
    const damaged = Buffer.from(archive)
    damaged.writeUInt32LE(0, archive.length - 22 - 20)
    for (const none of [broken, damaged]) {
      const { result } = await read({ parameters: { FunctionName: 'f' }, archive: none })
      assert.match(JSON.stringify(result), /no zip archive/)
    }
  })

  it('is not read of files that are damaged, or packed by another method', async () => {
    const archive = zipOf(files)
    const list = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    const other = Buffer.from(archive)
    const at = other.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
    assert.ok(at < list)
    other.writeUInt16LE(14, at + 10)
    const damaged = Buffer.from(archive)
    damaged.fill(0xff, 30 + 'index.js'.length, 30 + 'index.js'.length + 8)
    const texts: unknown[] = []
    for (const one of [other, damaged]) {
      const parameters = { FunctionName: 'f', Files: ['index.js'] }
      texts.push((await read({ parameters, archive: one })).items.map(textOf))
    }
    assert.deepEqual(texts, [
      [`[not read: ${files[0]?.content.length} bytes, packed by method 14]`],
      [`[not read: ${files[0]?.content.length} bytes, damaged]`],
    ])
  })

  it('is read within bounds: of a bomb, of a large archive, of what is none', async () => {
    const bomb = { name: 'bomb.txt', content: Buffer.alloc(50_000_000), says: 100 }
    const large = { name: 'large.js', content: Buffer.alloc(2_000_000, 'x') }
    const many = Array.from({ length: 30 }, (_, n) => ({
      name: `m/${n}`,
      content: Buffer.from('x'),
    }))
    const noise = Buffer.from(
      Array.from({ length: 300_000 }, (_, n) => (n * 7919 * (n % 251)) % 256),
    )
    const rest = { name: 'noise.bin', content: noise }
    const archive = zipOf([bomb, large, rest, ...many])
    const one = async (name: string) =>
      (await read({ parameters: { FunctionName: 'f', Files: [name] }, archive })).items
    assert.deepEqual(await one('bomb.txt'), [
      { File: 'bomb.txt', Bytes: 100, Text: '[not read: more than the 100 bytes that it says]' },
    ])
    assert.deepEqual(await one('large.js'), [
      { File: 'large.js', Bytes: 2_000_000, Text: '[not read: 2000000 bytes]' },
    ])
    assert.equal((await one('m/*')).length, 20)
    const missing = await read({ parameters: { FunctionName: 'f', Files: ['m/99'] }, archive })
    assert.match(JSON.stringify(missing.result), /"not_found".*m\/9/)
    for (const none of [Buffer.alloc(0), Buffer.from('no zip'), zipOf(files).subarray(0, 80)]) {
      const { result } = await read({ parameters: { FunctionName: 'f' }, archive: none })
      assert.match(JSON.stringify(result), /no zip archive/)
    }
  })
})

const textOf = (item: unknown): unknown => Object(item).Text
