/**
 * The verb of a request to change something (`stop`, `delete`, …), or undefined where the question
 * only asks. A verb counts where it is an order: at the start, after a courtesy, or after `and`.
 */
export function changeRequest(question: string): string | undefined {
  for (const sentence of question.split(/[.;!?\n]+/)) {
    const match = order.exec(sentence.trim())
    const verb = match?.[1]?.toLowerCase().replace(/\s+/g, ' ')
    if (verb !== undefined) return verb
  }
  return undefined
}

const verbs = [
  'abort|activate|add|allocate|allow|apply|approve|archive|assign|associate|attach|authori[sz]e',
  'back ?up|block|boot|bounce|cancel|change|clean ?up|clear|close|configure|connect|convert|copy|create',
  'deactivate|decommission|decrease|delete|deny|deploy|deregister|destroy|detach|disable|disassociate',
  'downgrade|drain|drop|edit|empty|enable|encrypt|erase|evict|execute|expand|expire|fix|force|freeze',
  'give|grant|grow|increase|install|invite|invoke|kill|launch|lock|lower|make|migrate|modify|mount|move|mute',
  'open|patch|pause|power|promote|provision|publish|purge|push|put|raise|reboot|recreate|redeploy',
  'redrive|reduce|register|release|remove|rename|renew|replace|reset|resize|restart|restore|resume|retire',
  'revoke|roll(?: ?back)?|rotate|run|scale|send|set|shrink|shut|silence|spin|start|stop|suspend|switch|tag',
  'terminate|trigger|truncate|turn|unblock|undeploy|uninstall|unlock|unmount|untag|update|upgrade|upload|wipe|write',
].join('|')

const courtesy =
  "(?:(?:please|kindly|now|just|then|go ahead and|let'?s|hey|ok(?:ay)?|quickly|(?:can|could|would|will) (?:you|we|i)(?: please)?|" +
  "(?:i|we) (?:want|need|have|would like|'d like) (?:you )?to|how to|i'?d like (?:you )?to|you (?:should|must|have to)|help me(?: to)?|how (?:do|can) i),? )*"

const order = new RegExp(
  `(?:^|[,:] ?|\\b(?:and|then|please|also) )${courtesy}(${verbs})\\b(?! (?:by|of|did|was|were|is|are|has|have)\\b)`,
  'i',
)
