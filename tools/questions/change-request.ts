/**
 * The verb of a request to change something (`stop`, `get rid of`, …), or undefined where the
 * question only asks. A verb counts where it is an order: at the start, after a courtesy, or after
 * `and`. “What would it take to stop …” is one too: nothing here tells how.
 */
export function changeRequest(question: string): string | undefined {
  for (const sentence of question.split(/[.;!?\n]+/)) {
    const said = sentence.trim()
    const match = order.exec(said) ?? taking.exec(said)
    const verb = match?.[1]?.toLowerCase().replace(/\s+/g, ' ')
    if (verb !== undefined && match !== null && !isNoun(said, match)) return verb
    const done = verb === undefined ? toBeDone(said) : undefined
    if (done !== undefined) return done
  }
  return undefined
}

const verbs = [
  'abort|ack(?:nowledge)?|activate|add|allocate|allow(?:list)?|apply|approve|archive|assign|associate|attach|authori[sz]e',
  'back ?up|ban|blacklist|block|boot|bounce|bump|cancel|change|clean ?up|clear|clone|close|configure|connect|convert|copy|crank(?: up| down)?|create|cut|buy(?= (?:an?|the|more|some|reserved|savings)\\b)|dismiss|double(?= (?:it|them|(?:the|our) (?:capacity|size|number|memory|desired|count|timeout|storage|fleet|tasks?|throughput))\\b)',
  'beef up|bring (?:up|down|back)|deactivate|dial (?:up|down)|decommission|decrease|delete|demote|deny|deploy|deregister|destroy|detach|disable|disassociate|disconnect',
  'downgrade|downsize|drain|drop|duplicate|edit|eliminate|empty|enable|encrypt|erase|evict|execute|expand|expire|extend|failover|fail over|fix|flush|force|free up|freeze',
  'file (?:a|an|the)(?= (?:\\w+ )?(?:ticket|case|request))|get rid of|(?!(?:me|us) )give(?! (?:me|us|(?:the |its |their )?(?:per ?centages?|shares?|numbers?|figures?|reasons?|details?|names?|dates?))\\b)|grant|grow|halt|halve|hibernate|increase|install|invalidate|invite|invoke|isolate|kick (?:off|out)|log (?:everyone|everybody|all users|them|him|her) out|kill|launch|lock|lower|make(?! (?:me )?(?:a |an )?(?:list|table|report|summary|chart))|merge|migrate|modify|mount|move|mute',
  'nuke|open(?: up)?(?! (?:(?:aws|amazon|our|the|all|any|current|critical|high|health|support|security|hub|guard ?duty|inspector|service|customer) )*(?:events?|issues|incidents|cases|tickets|findings|problems|notifications|recommendations|alarms)\\b)|patch|pause|power|promote|pin|provision|prune|publish|pull the plug on|purchase|purge|quarantine|push|put|raise|ramp (?:up|down)|rebalance|reboot|rebuild|recover|recreate|redeploy',
  'redirect|redrive|reduce|refresh|remediate|register|release|remove|rename|renew|replace|request (?:a|an|the|more)(?= (?:\\w+ ){0,4}(?:increase|quota|limit|certificate|capacity|instances?)\\b)|requeue|re-?run|resend|reset|resize|resolve(?= (?:it|them|(?:the|this|that|these|those|all) (?:\\w+ )?(?:alarms?|alerts?|incidents?|issues?|findings?))\\b)|restart|restore|resume|retire|retry|revert|rewrite',
  'revoke|roll(?: ?back| it back| out)?|rotate|run|scale|schedule|send|set(?! of)|shift|shrink|shut|silence|snapshot(?! of)|spin|start|stop|strip|subscribe|suppress|suspend|swap|sync|take away|switch|tag|take down|take offline',
  'axe|chuck (?:out|away)|ditch|fire up|boot up|knock (?:down|off|out)|phase out|power (?:cycle|on|off|up|down)|replay|reprocess|scrap|shut off|ssh (?:in)?to|connect me|do it|sunset|switch (?:on|off)|throw (?:away|out)|toss|unstick|wake up|yank',
  '(?:get|open|give|start)(?: me| us)? (?:a |an )?(?:shell|terminal|ssh session|session|console|prompt)(?= (?:on|in|into|to|for)\\b)|let me in(?:to)?|log me (?:in|into|on)|sign \\S+ out|bring (?:\\S+ ){1,3}back(?: to life)?|take (?:\\S+ ){1,3}(?:out of|out|offline|off)|buy(?= \\d)',
  'tear down|terminate|throttle|trash|trigger|truncate|turn (?:on|off|it|the|them|down|up)|turn|unblock|undeploy|undo|uninstall|unlock|unmount|unsubscribe|untag|update|upgrade|upload|whitelist|wipe|write|zap',
].join('|')

const courtesy =
  "(?:(?:please|pls|plz|pretty please|yo|hi|hello|guys|team|kindly|now|just|then|go ahead and|let'?s|let us|hey|ok(?:ay)?|quickly|immediately|(?:yes|yeah|yep|yup|sure|right),?|(?:can|could|would|will) (?:you|we|i)(?: please| just)?|(?:can|could|would|will) (?:someone|somebody|anyone|anybody|you guys)|(?:would|is) it (?:be )?possible to|any chance (?:you|we|of you) (?:can|could)|feel free to|" +
  "(?:i|we)(?:'d| would)? (?:want|need|have|like|should|must|ought|better)(?: (?:you|us))?(?: to)?|(?:i|we)'?(?:ll| will)|how to|you (?:should|must|have to|need to)|" +
  "help me(?: to)?|how (?:do|can|would|should) (?:i|we|you)|what(?:'s| is) the command to|it(?:'s| is) time to|make sure to|try to|would you mind|do me a favou?r and|i'?m going to|we'?re going to),? )*"

/** After these a verb is part of a noun: `launch templates`, `change history`, `stop reason`. */
const compounds =
  'templates?|history|log|status|reasons?|retention|counts?|dates?|keys?|polic(?:y|ies)|windows?|config\\w*|capacity|sets?|incidents?|issues|overview|' +
  'vaults?|plans?(?! (?:the|my|our|all|this|that)\\b)|jobs?|compliance|baselines?|groups? by|times?|changes|failures|errors|protection|events?|activit(?:y|ies)|tasks? history|mode|type|groups?$|ports?$|alarms?$|security groups?$|limits?|rates?|size|in (?:the )?(?:costs?|usage|errors|bill|spend)|with|id|' +
  'by|of|did|was|were|is|are|has|have|to'

const opening = `(?:^|[,:] ?|\\b(?:and|then|please|also|we should|we must|you should|i want you to|i need you to) )${courtesy}`

const order = new RegExp(`${opening}(${verbs})\\b(?! (?:${compounds})\\b)(?!['’]s)(?!-)`, 'i')

const taking = new RegExp(
  `${opening}(take (?:an? |the |another )?(?:\\w+ )?(?:snapshot|backup|dump|image|copy))\\b`,
  'i',
)

/** `drop in traffic`, `update on checkout-api`, `empty buckets`: what may be done is a noun there, or an adjective. */
const isNoun = (said: string, match: RegExpExecArray): boolean => {
  const verb = match[1] ?? ''
  const rest = said.slice(match.index + match[0].length)
  return (
    (/^\w+$/.test(verb) && nounBefore.test(rest)) || (ofState.test(verb) && bareMany.test(rest))
  )
}

const nounBefore =
  /^ (?:(?:in|on|of|at|by|since|during) |in events?\b|(?:devices?|points?|rules?|values?|users?|needed|statements?|settings?|levels?|code|markers?|requests?|public access settings?|up dates?|times?|periods?|frequenc(?:y|ies)|notes?|plans?|jobs?|triggers?|targets?)\b(?! (?:the|my|our|all|this|that|those|to)\b))/i

const ofState = /^(?:open|empty|close|clear|double|complete)$/i

/** Many of them, and none that is pointed at. */
const bareMany =
  /^ (?!(?:the|my|our|all|this|that|those|these|both|its?|their|every)\b)(?:[a-z]+ ){0,2}[a-z]+s\b(?! \d)/i

/** Asked how something is done, rather than to do it: nothing here tells that either. */
export const isHowTo = (question: string): boolean =>
  /^\s*(?:so |and |please |can you (?:tell|show|explain to) me )?how (?:do|can|would|should|could|to)\b/i.test(
    question,
  )

/** “Get those deleted”, “I'd like web-1 rebooted”. */
function toBeDone(sentence: string): string | undefined {
  const [, done] =
    having.exec(sentence) ?? (asks.test(sentence) ? [] : (needing.exec(sentence) ?? []))
  if (done !== undefined) return participles[done.toLowerCase()] ?? baseOf(done)
  if (asks.test(sentence)) return undefined
  const [, noun] = needingA.exec(sentence) ?? []
  if (noun !== undefined) return noun.toLowerCase()
  return goes.test(sentence) ? 'remove' : undefined
}

const asks =
  /^\W*(?:(?:and|so|but|ok|please|tell me|show me|list) )*(?:which|what|who|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|any|can|could|should|list|show|if|whether|anything|something)\b/i

/** `restarting` as `restart`, of verbs that are known. */
function baseOf(gerund: string): string | undefined {
  const root = gerund.toLowerCase().replace(/ing$/, '')
  return Object.values(participles).find((verb) =>
    [root, `${root}e`, root.replace(/(.)\1$/, '$1')].includes(verb),
  )
}

/** “The staging stack has to go”, “I want it gone”. */
const goes =
  /\b(?:has|have|needs?|ought|must|should|can) (?:to )?(?:just )?go(?: away)?(?: now| please| asap)?$|\b(?:want|like|need) .{2,50} (?:gone|dead|killed off|out of here|off)$/i

const participles: Readonly<Record<string, string>> = {
  changed: 'change',
  closed: 'close',
  created: 'create',
  deleted: 'delete',
  disabled: 'disable',
  emptied: 'empty',
  enabled: 'enable',
  encrypted: 'encrypt',
  killed: 'kill',
  opened: 'open',
  patched: 'patch',
  purged: 'purge',
  rebooted: 'reboot',
  removed: 'remove',
  renewed: 'renew',
  resized: 'resize',
  restarted: 'restart',
  restored: 'restore',
  revoked: 'revoke',
  rotated: 'rotate',
  scaled: 'scale',
  stopped: 'stop',
  tagged: 'tag',
  terminated: 'terminate',
  updated: 'update',
  upgraded: 'upgrade',
}

/** “ops-bastion needs to be rebooted”, “would you mind restarting web”. */
const needing = new RegExp(
  `(?:\\b(?:needs?|has|have|ought|must|should|wants?)(?: to)? (?:be |get |getting )?|\\bmind )((?:${Object.keys(participles).join('|')})|\\w{2,}ing)\\b(?! (?:for|since|by|in the)\\b)`,
  'i',
)

const needingA =
  /\b(?:needs?|wants?|requires?|deserves?) (?:an? )?(?:\w+ )?(restart|reboot|resize|rollback|redeploy|refresh|cleanup)\b/i

const having = new RegExp(
  "^(?:please |kindly |now |(?:can|could|would|will) (?:you|we|somebody)(?: please)? |let's |(?:i|we)(?:'d| would)? )*(?:have|get|like|want|need|see (?:to it )?that)(?: to (?:have|get))? (?!.*\\b(?:been|any|ever|yet|that|which|who|not|whether|if)\\b.* )" +
    `(?:the|this|that|these|those|it|them|my|our|all|both|\\S*[-\\d]\\S*)\\b.{0,60}?\\b(${Object.keys(participles).join('|')})(?: (?:now|please|asap|immediately|right now|up|down|today|tonight))*$`,
  'i',
)
