/** Japanese words that only ask, as typed in Latin letters. */
export const ROMAJI: ReadonlySet<string> = new Set(
  `no wa ga wo o ni to toha towa de mo ka kara made he e ne yo na da desu masu desuka masuka deshou darou tte ttenani nan nani nani? nande nanide naze doushite dou dono donna douyatte doko dore dochira docchi dotchi itsu dare
   oshiete oshieru kudasai onegai onegaishimasu shimasu shite suru shitai shiritai setsumei setsumeishite kantan kantanni wakariyasuku kuwashiku sukoshi chotto motto misete miseru ageru kurete kureru hoshii mitai
   chigai chigau hikaku kurabete kuraberu sa kankei ii yoi sugoi benri
   shikumi kinou yakuwari tokuchou imi gaiyou riyuu mokuteki rei shurui merit meritto demeritto tsukaikata tsukaimichi riten ketten chousho tansho seihin
   nanidesuka nandesuka nandesu nandakke dakke kana yone kore sore ano sono kono iu yuu to-wa ttenandesuka ni-tsuite nitsuite tsuite ittai kekkyoku somosomo`
    .split(/\s+/)
    .filter(Boolean),
);
