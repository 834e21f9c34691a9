/** Languages besides English that are told apart; of the first three questions are understood. */
export type Language = 'es' | 'de' | 'fr' | 'pt' | 'it' | 'nl' | 'ja'

/** The language that a text is written in, where it is surely not English. */
export function languageOf(text: string): Language | undefined {
  if (/[\u3040-\u30ff\u4e00-\u9fff]/.test(text)) return 'ja'
  if (/[¿¡]/.test(text)) return 'es'
  // The letters of ids are no words.
  const plain = text.toLowerCase().replace(/\S*\d\S*/g, ' ')
  const words = plain.match(/[\p{L}']+/gu) ?? []
  const scores = Object.entries(functionWords).map(([language, own]) => ({
    language,
    // A word that asks, and is none of English, tells by itself.
    score:
      words.filter((word) => own.has(word)).length +
      (asking[language]?.has(words[0] ?? '') === true ? 1 : 0) +
      (ownLetters[language]?.test(plain) === true ? 1 : 0),
  }))
  const [best] = scores.toSorted((a, b) => b.score - a.score)
  const english = words.filter((word) => englishWords.has(word)).length
  return best !== undefined && best.score > Math.max(1, english) && isLanguage(best.language)
    ? best.language
    : undefined
}

const isLanguage = (code: string): code is Language => code in functionWords

const set = (words: string) => new Set(words.split(' '))

/** Words that a sentence in English can hardly do without, and those of this subject that others write otherwise. */
const englishWords = set(
  'the is are was were what which who whom whose when where why how many much do does did have has my our your of in on at for with without and or not any all show list tell give me to from by this that these those there it its time times last current status available right now cost costs spend spent spending bill money price week weeks weekly month months monthly day days daily year years hour hours minute minutes ago today yesterday since until between than more less most least top total region regions alarm alarms alert alerts key keys user users group groups role roles queue queues bucket buckets instance instances database databases table tables function functions service services cluster clusters stack stacks volume volumes load balancer balancers log logs error errors please pls can could would should will if we us they he she be been being see check find get count name names running stopped open public unused',
)

/** Letters, or words before an apostrophe, that tell of one of them. */
const ownLetters: Readonly<Record<string, RegExp>> = {
  de: /[äöüß]/,
  es: /ñ|[íóú]/,
  pt: /[ãõçíóúêâ]/,
  fr: /[èœ]|(?<!\p{L})(?:l|d|qu|n|j|c)'\p{L}/u,
  it: /(?<!\p{L})(?:l|d|un|dell|nell|all)'\p{L}/u,
}

/** With which a question begins. */
const asking: Readonly<Record<string, ReadonlySet<string>>> = {
  es: set(
    'qué cuál cuáles cuántos cuántas cuánto cuánta quién quiénes cuándo dónde cómo está están tiene tienen hay lista cuanto cuantos cuantas quien',
  ),
  de: set(
    'warum wieso weshalb wem wessen wann welche welcher welches welchen welchem wieviel wieviele zeig zeige beschreib beschreibe vergleiche hat haben ist sind gibt gab läuft laufen',
  ),
  fr: set(
    'pourquoi combien quel quelle quels quelles depuis quand où liste montre montrez décris décrivez affiche affichez',
  ),
  it: set('chi cosa quali quale quanti quante quanto perché dove quando come'),
}

/** Words that a sentence of the language can hardly do without, and orders of operations. */
const functionWords: Readonly<Record<string, ReadonlySet<string>>> = {
  es: set(
    'el la los las un una unos mis mi nuestros nuestras nuestra qué que cuál cuáles cual cuales cuántos cuántas cuantos cuantas cuánto cuanto quién quien dónde donde cuándo cómo por de del en con sin para algún alguna algunos algunas tenemos tienen todos todas cada desde hace cuánta usan usa quiénes funciones base bases datos máquinas usuarios cifrada cifrado apagó está están hay es son tengo tenemos muéstrame muestra muestrame dame lista enséñame gastamos gastado costó cuesta última último mes pasado semana borra elimina detén reinicia para apaga crea cambia actualiza se las no cifrados cifradas cubos instancias ayer hoy puedes',
  ),
  de: set(
    'der die das den dem bei beim welchen aktiviert deaktiviert aktiv ein eine einen mein meine meinen meiner unsere unser unseren welche welcher welches wer was wann wo warum wieso wie viele viel gibt es ist sind war waren haben hat habe wir ich nicht kein keine ohne mit im in von für wem wessen wurde wurden gehört gehören noch schon irgendwas irgendeine jede jeder seit gestartet gestoppt erstellt geändert gelöscht hängen hängt laufen läuft datenbank datenbanken maschinen benutzer derzeit gerade uns pro sind welchem und oder zeig zeige mir liste auf laufen läuft letzten letzte letzter monat woche gestern heute kostet gekostet ausgegeben können kann könnt weg alten alte lösche stoppe starte beende bitte kannst du alle verschlüsselt öffentlich',
  ),
  fr: set(
    'le la les un une des du mes mon ma nos notre quel quelle quels quelles qui que quand où pourquoi comment combien est sont était ont avons avez ai de en dans avec sans pour depuis par chaque toutes cette ces ce à données utilisateurs appartient utilise utilisent arrêtées arrêtée chiffrée sur quelles et ou ne pas montre montrez moi liste lister affiche donne supprime supprimer arrête arrêter démarre redémarre crée modifie dernier dernière mois semaine hier coûte coûté dépensé y ont il tous toutes chiffrés chiffrées peux tu',
  ),
  pt: set(
    'o os um uma meus minhas meu minha nossos nossas quais qual quantos quantas quanto quem onde quando como por que é são está estão tem há em no na nos nas do da dos das com sem para mostre mostra liste apague exclua pare reinicie delete não último mês semana ontem você pode gastamos foi',
  ),
  it: set(
    'il lo gli le un uno una i miei mie mio mia nostri nostre quali quale quanti quante quanto chi dove quando come perché è sono sta stanno ci nel nella del della dei delle con senza per mostra mostrami elenca elimina cancella ferma arresta riavvia non ultimo mese settimana ieri puoi abbiamo speso tutti tutte',
  ),
  nl: set(
    'de het een mijn onze ons welke welk wie wat wanneer waar waarom hoe veel zijn is was heeft hebben er niet geen zonder met van voor en of toon laat zien geef lijst verwijder stop herstart start verander vorige maand week gisteren kunt je alle kosten ik wij op draaien',
  ),
}
