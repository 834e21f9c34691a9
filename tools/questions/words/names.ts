import { regionAreas } from '../../executor/region-names.ts'
import type { Text } from './text.ts'

export interface Names {
  /** AWS ids (`i-0abc…`) and whole ARNs. */
  ids: string[]
  /** What can only be a name: quoted, after `named`, or of a name's form. */
  names: string[]
}

/**
 * The names that a question gives. A plain word is none, however it stands: whether the account
 * holds something of that name is found out when the account is asked.
 */
export function takeNames(text: Text): Names {
  const arns = text.take(/\barn:aws[\w-]*:[\w:/.*+=@-]+[\w*]/)
  const uris = text.take(/\bs3:\/\/([a-z\d][a-z\d.-]+[a-z\d])(?:\/[^\s"']*)?/i)
  const quoted = text.take(/"([^"]{1,128})"|`([^`]{1,128})`|(?<![\w])'([^']{1,128})'(?!\w)/)
  const ids = text.take(/(?<![\w./-])[a-z]{1,10}-[\da-f]{8,17}(?![\w-])/)
  const addresses = text.take(/(?<![\w./-])(?:\d{1,3}\.){3}\d{1,3}(?![\w./]|-\w)/)
  const called = text.take(/\b(?:called|named|by the name of|with the name) ([\w./@-]*[\w/])/i)
  const policies = text.take(policyForm)
  const formed = text.take(nameForm, ([name]) => !notNames.test(name) && !statusForm.test(name))
  return {
    ids: [...arns.map(([arn]) => arn), ...ids.map(([id]) => id)],
    names: [
      ...quoted.map(([, double, tick, single]) => double ?? tick ?? single ?? ''),
      ...called.map(([, name = '']) => name),
      ...uris.map(([, bucket = '']) => bucket),
      ...addresses.map(([address]) => address),
      ...policies.map(([name]) => name),
      ...formed.map(([name]) => name),
    ],
  }
}

/** `PowerUserAccess`: what policies and roles are called, in words that are grown together. */
const policyForm =
  /(?<![\w./@:-])[A-Z][A-Za-z\d]*[a-z\d](?:Access|Policy|Role|Admin|ReadOnly|Execution|User|Profile)(?![\w@]|[-./:]\w)/

/** `ROLLBACK_COMPLETE`: how AWS writes a state. */
const statusForm = /^[A-Z]+(?:_[A-Z]+)*_(?:COMPLETE|COMPLETED|FAILED|PROGRESS|DATA|ERROR)$/

/** Words joined by `-`, `.`, `_`, `/` or `@`, or with digits in them: `orders-db`, `/ecs/web`. */
const nameForm =
  /(?<![\w./@=-])(?:\/?[\p{L}\d]+(?:[-_./@+][\p{L}\d]+)+\/?|\/[\p{L}\d]+|[\p{L}]+\d+\p{L}[\p{L}\d]*)(?![\w@]|[-./]\w)/iu

/** Words of the language and of AWS that have such a form. */
const notNames = new RegExp(
  `^(?:${[
    '\\d+(?:[./:-]\\d+)*', // numbers and dates
    '\\d+[a-z]{1,2}',
    '(?:multi|single|non|un|re|pre|self|cross|read|point|end|least|day|real|long|full|well|high|low|over|under|year|month|week|add|dead|load|auto|on|off|opt|in|up|out|back|sign|log|built|third|two|multi|server|client|write|pay|never)[- ]\\p{L}+(?:-\\p{L}+)*',
    '(?:previous|older|old|last|legacy|current|next|new)-(?:gen\\p{L}*|types?|styles?|versions?|school|era|fashioned|day|month|week|year|quarter|ones?|instances?|format|mode|engines?)',
    '\\p{L}+-(?:based|level|side|wide|only|in|on|off|up|out|time|day|old|factor|facing|managed|optimized|balancers?|scaling|letter|checks?|region|az|zone|groups?)',
    'and/or|s3/ec2|24/7|24x7|ci/cd|tcp/ip|i/o|read/write|a/b|e\\.g|i\\.e|vs',
    '(?:python|java|node(?:js)?|ruby|dotnet|go|php|postgres(?:ql)?|mysql|mariadb|aurora)-?\\d+(?:\\.\\w+)*',
    'aws(?:[-./]\\w+)?|ec2|s3|ipv[46]|route53|k8s|md5|sha\\d+|oauth2|http2|sse-\\w+|aes-?\\d+|tls\\d*(?:\\.\\d)*|[gi]p[23]|p\\d\\d|4xx|5xx|[45]\\d\\d|utf-?8|e2e|b2b',
    '[a-z]\\d[a-z]{0,3}(?:\\.\\w+)?', // t3, m5a.large
    '(?:db|cache|search)\\.[a-z]\\d\\w*\\.\\w+',
    `(?:${regionAreas})(?:-[a-z]{2,6})?-[a-z]+-\\d[a-z]?`,
  ].join('|')})$`,
  'iu',
)
