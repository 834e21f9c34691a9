/**
 * The verb of a request to change something (`stop`, `get rid of`, …), or undefined where the
 * question only asks. A verb counts where it is an order: at the start, after a courtesy, or after
 * `and`. “What would it take to stop …” is one too: nothing here tells how.
 */
export function changeRequest(question: string): string | undefined {
  for (const sentence of question.split(/[.;!?\n]+/)) {
    const match = order.exec(sentence.trim()) ?? taking.exec(sentence.trim())
    const verb = match?.[1]?.toLowerCase().replace(/\s+/g, ' ')
    if (verb !== undefined) return verb
  }
  return undefined
}

const verbs = [
  'abort|activate|add|allocate|allow(?:list)?|apply|approve|archive|assign|associate|attach|authori[sz]e',
  'back ?up|ban|blacklist|block|boot|bounce|bump|cancel|change|clean ?up|clear|clone|close|configure|connect|convert|copy|crank(?: up| down)?|create|cut',
  'beef up|bring (?:up|down|back)|deactivate|dial (?:up|down)|decommission|decrease|delete|demote|deny|deploy|deregister|destroy|detach|disable|disassociate|disconnect',
  'downgrade|downsize|drain|drop|duplicate|edit|eliminate|empty|enable|encrypt|erase|evict|execute|expand|expire|extend|failover|fail over|fix|flush|force|free up|freeze',
  'get rid of|(?!(?:me|us) )give(?! (?:me|us)\\b)|grant|grow|halt|hibernate|increase|install|invite|invoke|kick off|kill|launch|lock|lower|make(?! (?:me )?(?:a |an )?(?:list|table|report|summary|chart))|merge|migrate|modify|mount|move|mute',
  'nuke|open(?: up)?(?! (?:(?:aws|amazon|our|the|all|any|current|critical|high|health|support|security|hub|guard ?duty|inspector|service|customer) )*(?:events?|issues|incidents|cases|tickets|findings|problems|notifications|recommendations|alarms)\\b)|patch|pause|power|promote|provision|prune|publish|pull the plug on|purge|push|put|raise|ramp (?:up|down)|rebalance|reboot|rebuild|recover|recreate|redeploy',
  'redirect|redrive|reduce|refresh|register|release|remove|rename|renew|replace|requeue|reset|resize|restart|restore|resume|retire|retry|revert|rewrite',
  'revoke|roll(?: ?back| it back| out)?|rotate|run|scale|schedule|send|set(?! of)|shift|shrink|shut|silence|snapshot(?! of)|spin|start|stop|suspend|swap|switch|tag|take down|take offline',
  'tear down|terminate|throttle|trash|trigger|truncate|turn (?:on|off|it|the|them|down|up)|turn|unblock|undeploy|undo|uninstall|unlock|unmount|unsubscribe|untag|update|upgrade|upload|whitelist|wipe|write|zap',
].join('|')

const courtesy =
  "(?:(?:please|pls|plz|pretty please|yo|hi|hello|guys|team|kindly|now|just|then|go ahead and|let'?s|let us|hey|ok(?:ay)?|quickly|immediately|yes,?|(?:can|could|would|will) (?:you|we|i)(?: please| just)?|could somebody|" +
  "(?:i|we)(?:'d| would)? (?:want|need|have|like|should|must|ought|better)(?: (?:you|us))?(?: to)?|(?:i|we)'?(?:ll| will)|how to|you (?:should|must|have to|need to)|" +
  "help me(?: to)?|how (?:do|can|would|should) (?:i|we|you)|what(?:'s| is) the command to|it(?:'s| is) time to|make sure to|try to|would you mind|do me a favou?r and|i'?m going to|we'?re going to),? )*"

/** After these a verb is part of a noun: `launch templates`, `change history`, `stop reason`. */
const compounds =
  'templates?|history|log|status|reasons?|retention|counts?|dates?|keys?|polic(?:y|ies)|windows?|config\\w*|capacity|sets?|incidents?|issues|overview|' +
  'times?|changes|failures|errors|protection|events?|activit(?:y|ies)|tasks? history|mode|type|groups?$|ports?$|alarms?$|security groups?$|limits?|rates?|size|in (?:the )?(?:costs?|usage|errors|bill|spend)|with|id|' +
  'by|of|did|was|were|is|are|has|have|to'

const opening = `(?:^|[,:] ?|\\b(?:and|then|please|also|we should|we must|you should|i want you to|i need you to) )${courtesy}`

const order = new RegExp(`${opening}(${verbs})\\b(?! (?:${compounds})\\b)(?!['’]s)(?!-)`, 'i')

const taking = new RegExp(
  `${opening}(take (?:an? |the |another )?(?:\\w+ )?(?:snapshot|backup|dump|image|copy))\\b`,
  'i',
)

/** Asked how something is done, rather than to do it: nothing here tells that either. */
export const isHowTo = (question: string): boolean =>
  /^\s*(?:so |and |please |can you (?:tell|show|explain to) me )?how (?:do|can|would|should|could|to)\b/i.test(
    question,
  )
