/** Countries, and the quarters of the compass, with the adjectives that are not made by an ending alone. */
export const NAMES_OF_COUNTRIES: readonly string[] = `
west western
east eastern
north northern
south southern
europe european
africa african
china chinese
france french
britain british uk
turkey turkish turk
spain spanish
germany german
greece greek
netherlands dutch
denmark danish
sweden swedish
poland polish
ireland irish
switzerland swiss
philippines filipino philippine
japan japanese
portugal portuguese
lebanon lebanese
vietnam vietnamese
taiwan taiwanese
norway norwegian
peru peruvian
afghanistan afghan
pakistan pakistani
emirates emirati
kuwait kuwaiti
yemen yemeni
iraq iraqi
israel israeli
`
  .trim()
  .split('\n');
