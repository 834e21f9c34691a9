/** Whether what stands at a place of a question is denied there: “without MFA”, “encryption is off”. */
export function isDenied(question: string, at: number, length: number): boolean {
  const clause = question
    .slice(0, at)
    .toLowerCase()
    .split(/[,;:.?!]\s|\b(?:but|although|and|though|which|that|who|whose)\b/)
    .at(-1)
  const before = wordsIn(clause ?? '').slice(-5)
  const after = question
    .slice(at + length)
    .toLowerCase()
    .match(/[a-z']+/g)
    ?.slice(0, 3)
    .join(' ')
  return (
    (before.some((word) => denials.has(word) || word.endsWith("n't")) ||
      apartFrom.test(clause ?? '')) !== deniedAfter.test(after ?? '')
  )
}

/** The `not` of queue-not-empty is a part of a name; that of not-encrypted is none. */
const wordsIn = (text: string): string[] =>
  (text.match(/[\p{L}\d'][\p{L}\d'._/@-]*/gu) ?? []).flatMap((word) =>
    /[-._/@]\w/.test(word) && !/^(?:non|not|no)-/.test(word) ? [word] : word.split(/[^a-z']+/),
  )

const denials = new Set(
  (
    'no not without never none lack lacks lacking missing nor neither cannot dont doesnt isnt arent havent hasnt nobody ' +
    'except excluding unless non zero'
  ).split(' '),
)

/** “Unassociated with any instance” has none; an unattached volume is one. */
const apartFrom =
  /\bun(?:associated|attached|connected|linked|used) (?:with|to|from|by)\b[\w ]{0,20}$/

const deniedAfter =
  /^(?:(?:is|are|was|were|be|set to|turned|switched) )?(?:disabled|suspended|off|missing|false|absent|not (?:set|enabled|on|configured|active|present|there))\b/
