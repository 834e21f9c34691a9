import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { readSome } from '../../../../tools/executor/contents/read-some.ts'
import { execute } from '../../../../tools/executor/execute.ts'
import type { DataKind } from '../../../../tools/tool.ts'
import { contextOf, scriptedClients } from '../scripted-clients.ts'

interface Answered {
  output: Record<string, unknown>
  key?: string
  query?: string
}

async function items(
  service: 's3' | 'rds' | 'ec2' | 'api-gateway',
  { output, key, query }: Answered,
) {
  const calls = {
    s3: { operation: 'GetObject', parameters: { Bucket: 'b', Key: key ?? 'k' } },
    rds: {
      operation: 'DownloadDBLogFilePortion',
      parameters: { DBInstanceIdentifier: 'd', LogFileName: 'l' },
    },
    ec2: { operation: 'GetConsoleOutput', parameters: { InstanceId: 'i-1' } },
    'api-gateway': {
      operation: 'GetExport',
      parameters: { restApiId: 'a', stageName: 's', exportType: 'oas30' },
    },
  }
  const { clients } = scriptedClients(() => output)
  const dataAccess = new Set<DataKind>(['logs', 'objects'])
  const call = { services: [service], ...calls[service], ...(query && { query }) }
  const { regions } = await execute(call, contextOf(clients, { dataAccess }))
  const [only] = regions
  return only?.status === 'ok' ? only.items : assert.fail(JSON.stringify(regions))
}

const object = (Body: unknown, more: object = {}) => ({ output: { Body, ...more } })
const text = (value: string) => Buffer.from(value)

describe('an object that is opened', () => {
  it('is what it says: JSON, JSON by the line, a table, or text', async () => {
    const shown = await Promise.all([
      items('s3', object(text('{"a":{"b":[1,2]}}'))),
      items('s3', object(text('{"a":1}\n{"a":2}\n'))),
      items('s3', { ...object(text('id,name\n1,"Ann, ""A"""\n2,Bob\n')), key: 'x.csv' }),
      items('s3', { ...object(gzipSync('id;n\n1;2\n')), key: 'x.csv.gz' }),
      items('s3', object(text('id: 12345678901234567890'))),
      items('s3', object(text('{"id":12345678901234567890}'))),
      items('s3', object(Readable.from([text('in '), text('pieces')]))),
      items('s3', object(text(''))),
    ])
    assert.deepEqual(shown, [
      [{ Body: { a: { b: [1, 2] } } }],
      [{ Body: [{ a: 1 }, { a: 2 }] }],
      [
        {
          Body: [
            { id: '1', name: 'Ann, "A"' },
            { id: '2', name: 'Bob' },
          ],
        },
      ],
      [{ Body: [{ id: '1', n: '2' }], BodyNote: 'It was gzip, and is unpacked.' }],
      [{ Body: 'id: 12345678901234567890' }],
      [{ Body: '{"id":12345678901234567890}' }],
      [{ Body: 'in pieces' }],
      [{ Body: '' }],
    ])
  })

  it('says what it is where it is no text', async () => {
    const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1])
    const shown = await Promise.all([
      items('s3', object(png, { ContentType: 'binary/octet-stream' })),
      items('s3', object(Buffer.from([0, 1, 2]), { ContentType: 'application/x-own' })),
      items('s3', object(Buffer.from([0xe4, 0x20, 0xf6]), { ContentType: 'text/plain' })),
    ])
    assert.deepEqual(
      shown.map(([item]) => Object(item).Body),
      ['[binary: 6 bytes, image/png]', '[binary: 3 bytes, application/x-own]', 'ä ö'],
    )
  })

  it('is text in other encodings than UTF-8, and a table with an index, or of any row of it', async () => {
    const latin = Buffer.from('Größe der Bestellungen: müßig\npassword=hunter2-Zx81\n', 'latin1')
    const wide = Buffer.from('a log of Windows\r\npassword=hunter2-Zx81\r\n', 'utf16le')
    const range = { ContentRange: 'bytes 20-60/61' }
    const shown = await Promise.all([
      items('s3', object(latin)),
      items('s3', object(wide)),
      items('s3', { ...object(text(',user,password,user\n0,ann,hunter2-Zx81,a\n')), key: 'u.csv' }),
      items('s3', { ...object(text('ann,x\nbob,y\n'), range), key: 'u.csv' }),
    ])
    assert.deepEqual(shown, [
      [{ Body: 'Größe der Bestellungen: müßig\npassword=[redacted: looks secret]\n' }],
      [{ Body: 'a log of Windows\r\npassword=[redacted: looks secret]\r\n' }],
      [
        {
          Body: [
            {
              ...{ 'column 1': '0', user: 'ann' },
              ...{ password: '[redacted: its name looks secret]', 'user (2)': 'a' },
            },
          ],
        },
      ],
      [
        {
          Body: [
            ['ann', 'x'],
            ['bob', 'y'],
          ],
          ContentRange: 'bytes 20-60/61',
        },
      ],
    ])
  })

  it('is no longer than its bound, however long it is, and says how to go on', async () => {
    let sent = 0
    const endless = Readable.from(
      (async function* () {
        for (;;) {
          sent += 65_536
          yield Buffer.alloc(65_536, 'A line of a large file.\n')
        }
      })(),
    )
    const [item] = await items('s3', object(endless, { ContentLength: 5_368_709_120 }))
    const { Body, BodyNote } = Object(item)
    assert.ok(sent < 1_300_000, `${sent} bytes were sent`)
    assert.ok(Array.isArray(Body) && JSON.stringify(Body).length < 32_000)
    assert.match(Body.at(-1), /^\[cut: \d+ more entries\]$/)
    assert.equal(
      BodyNote,
      'These are the first 1000000 bytes of 5368709120 bytes. Go on with Range: bytes=1000000-1999999.',
    )
    assert.equal(endless.destroyed, true)

    const range = { ContentRange: 'bytes 1000000-1999999/5368709120', ContentLength: 1_000_000 }
    const [next] = await items('s3', object(Buffer.alloc(1_000_001, 'x'), range))
    assert.match(
      Object(next).BodyNote,
      / from 1000000 on of 5368709120 bytes\. .*bytes=2000000-2999999\.$/,
    )
  })

  it('is unpacked within the same bound: a bomb, one without an end, one that is damaged', async () => {
    const bomb = gzipSync(Buffer.alloc(300_000_000, 'boom\n'))
    const lines = gzipSync(Array.from({ length: 3_000 }, (_, n) => `${n} ${n ** 5}`).join('\n'))
    const half = lines.subarray(0, lines.length / 2)
    const endless = Readable.from(
      (async function* () {
        yield half
        for (;;) yield Buffer.alloc(65_536, 0x55)
      })(),
    )
    const shown = await Promise.all([
      items('s3', object(bomb)),
      items('s3', object(endless)),
      items('s3', object(half)),
    ])
    const [exploded, on, cut] = shown.map(([item]) => Object(item))
    assert.match(
      exploded.BodyNote,
      /^It was gzip, and is unpacked\. These are the first 1000000 bytes/,
    )
    assert.equal(exploded.Body[0], 'boom')
    assert.ok(JSON.stringify(shown).length < 100_000)
    assert.match(on.BodyNote, /choose with query\.$/)
    assert.match(cut.BodyNote, /Its end is missing or damaged: this is as far as it goes\.$/)
    assert.equal(cut.Body[1], '1 1')
  })

  it('may be one line, which is shortened, and chosen in by a query', async () => {
    const [item] = await items('s3', object(Buffer.alloc(900_000, 'abcdefgh ')))
    assert.match(Object(item).Body, /… \[cut: \d+ more characters\]$/)
    const log = Array.from({ length: 9_000 }, (_, n) => `request ${n} took ${n % 7} ms`).join('\n')
    const query = 'Body[?contains(@, `request 77 `)]'
    assert.deepEqual(await items('s3', { ...object(text(log)), query }), ['request 77 took 0 ms'])
  })

  it('shows no secret: by names of members and columns, and by what text looks like', async () => {
    const planted = 'hunter2-Zx81'
    const shown = await Promise.all([
      items('s3', object(text(JSON.stringify({ db: { password: planted } })))),
      items('s3', { ...object(text(`user,password\nann,${planted}\n`)), key: 'u.csv' }),
      items('s3', object(gzipSync(`host=db\npassword=${planted}\n`))),
      items('rds', { output: { LogFileData: `ok\npassword=${planted}\n` } }),
      items('ec2', {
        output: { Output: Buffer.from(`boot\npassword: ${planted}\n`).toString('base64') },
      }),
      items('api-gateway', { output: { body: text(`{"x":{"client_secret":"${planted}"}}`) } }),
    ])
    const all = JSON.stringify(shown)
    assert.equal(all.includes(planted), false, all)
    assert.equal(all.match(/\[redacted: /g)?.length, shown.length, all)
    assert.match(all, /"LogFileData":"ok\\npassword=/)
    assert.match(all, /"Output":"boot\\npassword: /)
  })

  it('is read no longer than the call may take', async () => {
    const silent = new Readable({ read() {} })
    const stuck = new ReadableStream()
    await assert.rejects(readSome(stuck, { maxBytes: 9, signal: AbortSignal.timeout(20) }), {
      name: 'TimeoutError',
    })
    const { clients } = scriptedClients(() => ({ Body: silent }))
    const signal = AbortSignal.timeout(50)
    const dataAccess = new Set<DataKind>(['objects'])
    const call = { operation: 'GetObject', parameters: { Bucket: 'b', Key: 'k' } }
    const result = await execute(
      { services: ['s3'], ...call },
      contextOf(clients, { dataAccess, signal }),
    )
    assert.match(JSON.stringify(result), /"code":"timeout"/)
    assert.equal(silent.destroyed, true)
  })
})
