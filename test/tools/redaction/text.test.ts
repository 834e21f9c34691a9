import assert from 'node:assert/strict'
import { redactPlainText } from '../../../tools/redaction/redact.ts'
import { formsAsOf, tokenForms } from '../../../tools/redaction/token-forms.ts'
import { cpuMs } from '../../cpu-time.ts'

describe('redaction of text', () => {
  it('keeps the bytes of a JSON line but for what it hides', () => {
    assert.equal(
      redactPlainText(
        '{"orderId":1234567890123456789,"password":"hunter2","amount":10.00,"n":1e400,"10":"b","2":"a"}',
      ),
      '{"orderId":1234567890123456789,"password":"[redacted: its name looks secret]","amount":10.00,"n":1e400,"10":"b","2":"a"}',
    )
  })

  it('keeps a JSON line without secrets as it is, blanks and all', () => {
    const line = ' { "a" : 1.50,\t"b":[ true , null ],"c":"\\u00e9" } '
    assert.equal(redactPlainText(line), line)
  })

  it('hides a member that is given twice both times', () => {
    assert.equal(
      redactPlainText('{"password":"Vn4copperT8","password":null}'),
      '{"password":"[redacted: its name looks secret]","password":null}',
    )
  })

  it('hides a member that is given twice where another’s text has the signs of one', () => {
    assert.equal(
      redactPlainText('{"password" : "Vn4copperT8" , "password" :null,"note":"\\":","at":":x"}'),
      '{"password" : "[redacted: its name looks secret]" , "password" :null,"note":"\\":","at":":x"}',
    )
  })

  it('hides of two that are the same the one that has the name', () => {
    assert.equal(
      redactPlainText('{"note":"Vn4copperT8","password":"Vn4copperT8","Vn4copperT8":1}'),
      '{"note":"Vn4copperT8","password":"[redacted: its name looks secret]","Vn4copperT8":1}',
    )
  })

  it('finds what is said of a secret behind words that say of none', () => {
    assert.equal(
      redactPlainText('Accepted configuration password Vn4copperT8yRw2Kd6q for everybody'),
      'Accepted configuration password [redacted: looks secret] for everybody',
    )
  })

  it('hides a key in armour however short its lines, and no digest for how it begins', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIC\n-----END RSA PRIVATE KEY-----'
    assert.equal(redactPlainText(`a ${key} b`), 'a [redacted: private key] b')
    const digest = `app@sha256:4b1d${'0a'.repeat(30)}`
    assert.equal(redactPlainText(digest), digest)
  })

  it('finds the place of what it hides past brackets, quotes and escapes', () => {
    assert.equal(
      redactPlainText(
        ' {"a":"}]\\"{","pass\\u0077ord":"Vn4copperT8","l":[ 1 , {"x":[]} ,{"apiToken":"Vn4copperT8","e":{ }}, null ],"p\\\\":-1.50} ',
      ),
      ' {"a":"}]\\"{","pass\\u0077ord":"[redacted: its name looks secret]","l":[ 1 , {"x":[]} ,{"apiToken":"[redacted: its name looks secret]","e":{ }}, null ],"p\\\\":-1.50} ',
    )
  })

  it('reads JSON that is cut, and JSON among words', () => {
    assert.equal(
      redactPlainText('12:00 INFO {"Environment":{"Variables":{"HOST":"Vn4copp'),
      '12:00 INFO {"Environment":{"Variables":{"HOST":"[redacted: environment value]"',
    )
  })

  it('puts a marker for what is nested deeper than anybody reads', () => {
    const deep = `${'['.repeat(3_000)}${']'.repeat(3_000)}`
    const shown = redactPlainText(`{"a":${deep},"b":1}`)
    assert.match(shown, /^\{"a":\[{63}"\[redacted: nested too deeply\]"\]{63},"b":1\}$/)
  })

  it('cuts a text that is too long between words, and says so', () => {
    const shown = redactPlainText('word '.repeat(500_000))
    assert.match(shown, /\[redacted: 500000 more characters, too long to look through\]$/)
    assert.equal(shown.slice(0, 10), 'word word ')
  })

  it('knows vendors’ tokens by how they begin, each looked at within the last year and a half', () => {
    const rest = 'Vn4c0pperT8yRw2Kd6qBz7Lm5Hx9'.repeat(4)
    const hex = '4f9c2e1b7a3d5068'.repeat(6)
    const shown = tokenForms
      .map(([prefix, , kind]) => `${prefix}${kind === 'x' ? hex : rest}`)
      .filter((token) => redactPlainText(`see ${token} here`) !== 'see [redacted: token] here')
    assert.deepEqual(shown, [])
    const days = (Date.now() - Date.parse(formsAsOf)) / 86_400_000
    assert.ok(days < 550, 'compare token-forms.ts with its sources, and set formsAsOf')
  })

  it('is linear in text made to be slow', () => {
    const parts = [
      ...['[', '{"', 'password=', 'password: ', '<a>', '--a ', '"', 'a@', 'x://a:@', 'A=', '%22'],
      ...[
        'name: password ',
        '\\"',
        'IDENTIFIED BY ',
        'cookie=a=b;',
        'eyJ.',
        'aA1/',
        '-p ',
        '[[{"a":',
      ],
      ...['token is ', 'insert into a (b) values (', 'http://a/', 'AKIAAAAAAAAAAAAAAAAA ', 'ghp_'],
    ]
    for (const part of parts) {
      const before = cpuMs()
      redactPlainText(part.repeat(100_000 / part.length))
      assert.ok(cpuMs() - before < 1_000, part)
    }
  })
})
