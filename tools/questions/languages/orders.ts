import { type Language, languageOf } from './language.ts'

/** The language other than English in which a text orders something to be changed. */
export function orderedIn(text: string): Language | undefined {
  const plain = unaccented(text)
  if (asksToTell.test(plain) || asks.test(plain)) return undefined
  const language = languageOf(text) ?? languages.find((one) => courtesies[one].test(plain))
  return language !== undefined && orders[language].test(text.replace(/^[\s¿¡]+/, ''))
    ? language
    : byVerbAlone(text)
}

/** Who asks which, when or whether orders nothing, whatever may be done with it. */
const asks =
  /^\W*(?:(?:und|y|et|e|en|hallo|hola|bonjour|ciao|ola)[,!]? )*(?:welche[rsnm]?|wer|wen|wem|was|wann|warum|wieso|weshalb|wie|wo|gibt|wurden?|darf|lohnt|que|cual(?:es)?|cuand|cuant\w+|quien(?:es)?|donde|como|por que|hay(?! que)|quel(?:le)?s?|qui|quand|comment|combien|pourquoi|y a[- ]t[- ]il|est-ce|quais|qual|quant[oaie]s?|quem|onde|quando|chi|quale|quali|dove|perche|welke?|wie|waar|wanneer|hoeveel|hoe)\b/

/** With which one asks somebody to do something, in words of one language alone. */
const courtesies: Readonly<Record<(typeof languages)[number], RegExp>> = {
  de: /^\W*(?:bitte |kannst du|konntest du|konntet ihr|konnten sie|wurdest du|ich hatte gern|ich mochte|wir mussen|wir sollten|magst du)\b/,
  es: /^\W*(?:por favor|puedes|podrias?|pueden|necesito que|quiero que|hay que|me gustaria)\b/,
  fr: /^\W*(?:peux[- ]tu|pourrais[- ]tu|pouvez[- ]vous|pourriez[- ]vous|il faut|il faudrait|je voudrais|je veux|veuillez|merci de|on devrait)\b/,
  pt: /^\W*(?:voce pode|pode(?:s|ria)?|preciso que|quero que|precisamos)\b/,
  it: /^\W*(?:puoi|potresti|vorrei|dobbiamo|per favore)\b/,
  nl: /^\W*(?:kun je|kunt u|wil je|zou je|alsjeblieft|ik wil|we moeten)\b/,
}

/** “Lösch die Queue” is too short to be known by the small words of its language. */
function byVerbAlone(text: string): Language | undefined {
  const plain = unaccented(text)
  // “Remove the bucket” is English, whatever else has the verb.
  if (/ (?:the|this|that|these|those|all|my|our|every|any|it|them)\b/.test(plain)) return undefined
  const verb = firstWord.exec(plain)?.[1] ?? ''
  const forms = [verb, verb.replace(pronounAtEnd, '')]
  const own = languages.filter((language) => forms.some((form) => imperatives[language].has(form)))
  // `apaga` is Spanish and Portuguese: the small words beside it tell.
  const isPortuguese = own.includes('pt') && / (?:a|o|as|os|do|da|no|na) /.test(plain)
  const isItalian =
    own.includes('it') && / (?:il|lo|gli|coda|istanz\w+|macchin\w+|chiav\w+)\b/.test(plain)
  return isPortuguese ? 'pt' : isItalian ? 'it' : own[0]
}

const unaccented = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').toLowerCase()

const firstWord =
  /^[\s¿¡]*(?:(?:bitte|por favor|s'il (?:te|vous) plait|per favore|alsjeblieft|und|jetzt|y|ahora|et|maintenant|e|adesso|agora|en|nu),? )*([a-z]+)/

/** “Bórralos”, “fermale”. */
const pronounAtEnd = /(?:l[oaei]s?|l[ei])$/

/** To make a list changes nothing. */
const asksToTell =
  /^\W*(?:bitte )?\w+[- ](?:mir|uns|me|nos|moi|nous|mij|ons)\b|\b(?:uber)?(?:list[ae]|lijst|ubersicht|overzicht|bericht|tabelle|tab(?:l|el)a|tableau|resum[eo]n?|riassunto|rapport|informe)\b/

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Verbs that give an order by themselves, without accents; none is an English word. */
const imperatives: Readonly<Record<'de' | 'es' | 'fr' | 'pt' | 'it' | 'nl', ReadonlySet<string>>> =
  {
    de: words(
      'losch losche loesch loesche stopp stoppe beende starte schalte terminiere nimm leere wirf dreh drehe rotiere setze mach mache fahr fahre entferne andere aendere erstelle skaliere verschlussele aktiviere deaktiviere offne oeffne schliess schliesse erhoh erhohe erhoehe verringere vergrossere verkleinere verdoppele fuge fuege senke verschiebe kopiere sperre raum raume trenne kappe gib lege leg stell stelle schmeiss schmeisse wirf kille pack hau reiss dreh',
    ),
    es: words(
      'apaga apague borra borre elimina elimine deten detenga reinicia reinicie cambia cambie quita vacia vacie haz dale cierra cierre abre abra desactiva desactive activa habilita deshabilita despliega restaura aumenta sube baja mata lanza ejecuta termina pon anade agrega cifra escala duplica mueve renombra crea tira tumba revierte parchea',
    ),
    fr: words(
      'supprime supprimez vide videz eteins eteignez redemarre redemarrez demarre demarrez arrete arretez modifie modifiez ferme fermez ouvre ouvrez desactive desactivez activez deploie deployez restaure restaurez chiffre chiffrez lance lancez augmente augmentez reduis reduisez ajoute ajoutez baisse baissez coupez donne donnez rends rendez mets mettez enleve enlevez efface effacez annule annulez bloque bloquez renomme renommez deplace deplacez cree creez vire virez coupe relance relancez debranche debranchez jette jetez redeploie tue tuez',
    ),
    pt: words(
      'apague exclua remova reinicie desligue crie mude altere atualize termine feche desative ative reverta restaure aumente reduza adicione esvazie torne desliga apaga reinicia exclui remove para cria muda termina',
    ),
    it: words(
      'cancella elimina ferma fermate arresta riavvia spegni modifica aggiorna avvia apri chiudi disattiva attiva ripristina rimuovi riduci raddoppia aggiungi svuota sposta alza abbassa butta chiudete spegnete',
    ),
    nl: words(
      'verwijder herstart wijzig verander schaal sluit herstel beeindig verhoog verlaag vergroot verklein verdubbel leeg schakel wis gooi zet haal',
    ),
  }

const languages = ['de', 'es', 'fr', 'pt', 'it', 'nl'] as const

/** Verbs of orders, at the start or after a courtesy, in a text whose language is known. */
const orders: Readonly<Record<Language, RegExp>> = {
  // “Terminaron bien” tells what was.
  es: /^(?!\S+(?:aron|ieron)\b)(?:(?:por favor|oye|hola),? )*(?:(?:me |nos |te )?(?:puedes|podr[ií]as?|pueden|podemos|quiero|quisiera|necesito|necesitamos|hay que|habr[ií]a que|debemos|deber[ií]as?|tenemos que|tienes que|me gustar[ií]a|gustar[ií]a|haz)(?: que)? )?(?:vac[ií]|tir[ae]|apagu|arranqu|borr|elimin|det[eé]n|detener|par[ae] |parar|reinici|apag|cre[ae]|crear|cambi|actualiz|modific|escal|quit|termin|abr[ei]|cierr|cerrar|desactiv|activ|habilit|deshabilit|despleg|despli|revert|restaur|encript|cifra |cifrar|rot|haz una copia|inici|arranc|mat[ae]|lanz|ejecut|aument|sub[ea] |sube|baj[ae] |reduc|dobl|dupl|ampl[ií]|agrega|a[ñn]ad|pon(?:ga|er)? )/i,
  de: /^(?:bitte,? |kannst du |k[öo]nntest du |ich m[öo]chte |wir m[üu]ssen |wir sollten )?(?:.{0,60}\b(?:k[öo]nnen|kann|sollen|soll|sollte|sollten|m[üu]ssen|muss) (?:jetzt |bitte |dann )?(?:weg|raus|runter|aus|gel[öo]scht|neu ?gestartet|gestoppt|entfernt|abgeschaltet)\b|ich h[äa]tte gerne?,? dass .*|.{0,60}\b(?:deployen|neustarten|rebooten|leeren|sperren|schlie[ßs]+en|[öo]ffnen|rotieren|freigeben|anhalten|abstellen|aufr[äa]umen|wegwerfen|rauswerfen|l[öo]schen|stoppen|beenden|starten|neu ?starten|erstellen|[äa]ndern|skalieren|entfernen|abschalten|ausschalten|aktualisieren|zur[üu]cksetzen|zur[üu]ckrollen|verschl[üu]sseln|erh[öo]hen|verringern|vergr[öo][ßs]ern|verkleinern|hochfahren|herunterfahren|hinzuf[üu]gen|verdoppeln|hochskalieren)\b|(?:l[öo]sch|stopp|beend|start|erstell|[äa]nder|skalier|entfern|schalt|aktualisier|setz|roll|verschl[üu]ssel|mach|f[äa]hr|terminier|deaktivier|aktivier|[öo]ffne|schlie[ßs]|erh[öo]h|verringer|vergr[öo][ßs]er|verkleiner|verdoppel|f[üu]ge?|dreh|senk)\w*\b)/i,
  fr: /^(?:s'il (?:te|vous) pla[iî]t,? |(?:peux|pourrais)[- ]tu |(?:pouvez|pourriez)[- ]vous |je (?:veux|voudrais|souhaite)(?: que (?:tu|vous|l'on))? |il fau(?:t|drait)(?: que (?:tu|vous|l'on|on))? |on (?:doit|devrait) |veuillez |merci de |tu peux |vous pouvez )?(?:vid|vir(?:e|ez|er) |coup(?:e|ez|er) |relanc|d[eé]branch|jet(?:te|ez|er) |purg|tue[rz]? |red[eé]ploi|supprim|arr[eê]t|red[eé]marr|d[eé]marr|cr[eé]e|cr[eé]er|modifi|chang|effac|termin|[eé]tein|d[eé]sactiv|activ|met(?:s|tez|tre) |ferm|ouvr|d[eé]ploi|restaur|chiffr(?:e|ez|er) |annul|lanc|tu(?:e|ez|er) |fai(?:s|tes) (?:une|un) |augment|mont(?:e|ez|er) |r[eé]dui|doubl|ajout|baiss|agrandi)/i,
  pt: /^(?:por favor,? |voc[eê] pode |pode(?:s|ria)? |quero |precisamos |(?:preciso|quero) que )?(?:apag|exclu|delet|remov|par[ae] |parar|reinici|deslig|cri[ae]|criar|mud|alter|atualiz|escal|termin|inici|abr[ai]|fech|desativ|ativ|revert|restaur|aument|sub(?:a|ir) |reduz|dobr|adicion|baix|ampli)/i,
  it: /^(?:per favore,? |puoi |potresti |vorrei |dobbiamo )?(?:spegn|butt|svuot|elimin|cancell|ferm|arrest|riavvi|spegn|crea|modific|cambi|aggiorn|scal|termin|avvi|apri|chiud|disattiv|attiv|ripristin|rimuov|aument|alz|riduc|raddopp|aggiung|abbass)/i,
  nl: /^(?:alsjeblieft,? |kun je |kunt u |wil je |zou je |ik wil |we moeten )?(?:.{0,60}\b(?:verwijderen|herstarten|stoppen|starten|afsluiten|uitzetten|aanzetten|leegmaken|weggooien|sluiten|openen|wijzigen|aanpassen|vergroten|verkleinen)\b|verwijder|stop|herstart|start|maak|wijzig|verander|schaal|schakel|zet|werk .* bij|sluit|open|herstel|be[eë]indig|verhoog|verlaag|vergroot|verklein|verdubbel|voeg .* toe)/i,
  ja: /(?:削除|停止|再起動|起動|作成|変更|更新|終了|無効|有効|消し|止め|増や|増加|上げ|下げ|減ら|拡大|スケール|スケールアップ|スケールアウト|追加|開け|閉じ)(?:し|して|する|してください|しろ|て)/,
}
