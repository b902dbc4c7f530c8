/*
 * Which language a text is set in: Chinese faces for Chinese, Latin ones for the rest, and for Chinese those of the
 * characters that it is written in. A Traditional face puts commas in the middle, which looks wrong in Simplified text.
 */
import type { Locale } from "$lib/bindings/Locale";
import { CHINESE } from "$lib/i18n/locale.svelte";

const HAN = /\p{Script=Han}/u;

/** Frequent characters that only one of the two ways of writing has. */
const ONLY_HANT =
  /[與發體資開將動業設為來這應術個產務軟計時對從進報領現統國場運礎機點內醫數網標創實會構訊結療過勢驗專規趨並題變轉雲師權關碼顯級態樂電週預測編參鏈導擊強學無證視據備僅單駕競讓間準幣處協戰說擴爭複種論藝夠後灣監傳續決長語雜補達穩則車號議環確們問積記試類調駛層帶製項區驅總觀響團線選優極價執範邊斷兩話隊義輔門擬際連鍵險緣護圖貨億採節聞臨虛當萬嚴營樣費質聯審維載獲輯還寫組誌廠脅階覽腦遠頭筆藥評劃畫習針擇啟綱購隨員訓禦識獨練責銀須麼別庫純見認農終塊舉駭廣賽條讀圍尋雙劇蓋負適憶潛緊瀏檻築娛眾簡賴擁聲請錯熱納該較診財換濟約細訂頻覺隱壓檔異頂佈歷紀織許遲屬復滲蹤邏亞張徑檢邁離彈討辦稱縫軍錄戲歐爾職華興輛難洩給遊釋銷儲徹滿臺輕遷倫偵憑縮衝龐慮裡誤賦閉鴻敘爲裝戶譯經輸沒啓絡盤譽榮況頁訪腳幫倉歡鏡刪狀書閱東郵樹紹緩繼夾雖驟詢詳嗎訴冊聽額歸獻講棧詞舊鈕貢剛風遞愛絕濾掃減欄賬牆擔]/gu;
const ONLY_HANS =
  /[个这们来为会时开数发统并对将过务装户动现应进内运设创机选样编网码译项问么当间录实从单关软点经输题图试该还没标启说计载库变让认许备简显类区与写请组处复测语结学络调择国构环给执级无记两换终证参盘论电别决辑键誉荣员连获况导击页够号体节读错话业验仅检态访义议脚块则术视习线转帮产带传拟权储览戏称误仓强费长虚欢浏档护总优镜见专条监续资删状联链规协识随频细须远书扩钥阅东邮驱预脑尽响队较断头树释尝础轻际维难达评缩层报绍缓独团赖压继夹场历拥讨观虽签门骤领杂询补详踪吗闭负诉乐织虑径册觉针听满离笔车属异兴额声围归稳献讲栈边钟隐词旧战质钮贡刚风寻办师递爱绝滤约扫减栏举账墙销担坏却败尔逻静热争势灵盖顺双冲险触顶锁张红帐买贴阶儿练宽众责临谢马贝课谈迁画严购丢职医讯疗趋驾竞币艺湾积驶辅缘货亿闻营审胁药纲训银纯农骇赛剧忆潜紧槛娱纳诊财济订纪迟渗亚迈弹缝军欧华辆彻伦侦凭庞赋鸿叙]/gu;

/**
 * For the `lang` attribute. `said` is what the library knows of the source, which need not hold for a title that is
 * shown in another language or other characters; `reader` says in whose Chinese the person reads. Chinese of unknown origin
 * in the reader's script is set as the reader's region sets it.
 */
export function languageOf(text: string, said: string | null | undefined, reader: Locale): string {
  if (!HAN.test(text)) return "en";
  const own = chineseFor(reader);
  const hant = text.match(ONLY_HANT)?.length ?? 0;
  const hans = text.match(ONLY_HANS)?.length ?? 0;
  const known = said?.toLowerCase();
  const script =
    hant !== hans
      ? hant > hans
        ? "zh-Hant"
        : "zh-Hans"
      : { "zh-hans": "zh-Hans", "zh-hant": "zh-Hant" }[known ?? ""];
  return script === undefined || own.startsWith(script) ? own : script;
}

/** How Chinese is set where the text itself says nothing. */
export function chineseFor({ region }: Locale): string {
  return CHINESE[region];
}

/** What is known of the language of an article's title: what is bundled is shown in the reader's, not in its own. */
export function ownLanguage({ kind, language }: { kind: string; language: string | null }): string | null {
  return kind === "imported" ? language : null;
}
