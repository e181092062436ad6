/** Names that sections have in papers, in the languages that are read. */

/** Always a section of the first level. */
const firstLevel =
  /^(abstract|introduction|references?|bibliography|literature cited|acknowledge?ments?|conclusions?|limitations?|appendix|appendices|annexe?|литература|введение|заключение|список литературы|impact statement|broader impact|ethics statement|reproducibility statement)$/i

const known =
  /^(abstract|introduction|references?|references and notes|bibliography|literature cited|acknowledge?ments?|acknowledgements? .*|conclusions?|conclusions? and future work|related works?|background|discussion|results|methods?|materials and methods|experiments?|limitations?|appendix|appendices|annexe?|supplementa(ry|l) (material|information)s?|summary|zusammenfassung|einleitung|literatur(verzeichnis)?|inhaltsverzeichnis|введение|заключение|список литературы|литература|аннотация|impact statement|broader impact|ethics statement|ethical considerations|reproducibility statement|funding|author contributions|competing interests|conflicts? of interest.*|data availability.*|code availability.*|online content|methods summary|references cited|notes|further reading|about the authors?|résumé|remerciements|bibliographie|références)$/i

const references =
  /^(references?|references cited|references and notes|bibliography|literature cited|literatur(verzeichnis)?|литература|список литературы|bibliographie|références)$/i

const bare = (text: string): string => text.replace(/[.:—–-]+$/, '').trim()

export const isFirstLevelName = (text: string): boolean => firstLevel.test(bare(text))
export const isKnownName = (text: string): boolean => known.test(bare(text))
export const isReferencesName = (text: string): boolean => references.test(bare(text))
/** Starts like the head of an abstract, letterspaced too. */
export const startsAbstract = (text: string): boolean =>
  /^(abstract|summary|a\s?b\s?s\s?t\s?r\s?a\s?c\s?t|аннотация|zusammenfassung|résumé)(?!\p{L})/iu.test(text)
