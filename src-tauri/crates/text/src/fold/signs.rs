//! Signs that look alike: what texts from PDF files and the web put for one another.

/// Radicals as characters of their own, as PDF files hold them, and the characters that they look like (Unicode's
/// `EquivalentUnifiedIdeograph.txt`, the part that NFKC leaves alone), in step.
const RADICALS: &str = "⺁⺂⺃⺄⺅⺆⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺯⺰⺱⺲⺳⺴⺶⺹⺺⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳";
const IDEOGRAPHS: &str = "厂乛乚乙亻冂刀刂卜㔾小小兀尣尢巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王目示礻糹纟罓罒㓁冗羊耂肀聿肉艹艹艹虎衤覀西见角讠贝车辶辶辶邑钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

/// The pairs of [`RADICALS`] and what they look like.
pub(super) fn radicals() -> impl Iterator<Item = (char, char)> {
    RADICALS.chars().zip(IDEOGRAPHS.chars())
}

/// The sign that stands for all that look like it: hyphens, long dashes, apostrophes, double quotation marks, the dots
/// within names, tildes, slashes.
pub(super) fn sign(c: char) -> char {
    match c {
        // Dashes between clauses, which join nothing: OpenAI—Microsoft.
        '\u{2014}' | '\u{2015}' | '\u{2e3a}' | '\u{2e3b}' => '—',
        // Hyphens, short dashes and the minus.
        '\u{58a}' | '\u{1806}' | '\u{2010}'..='\u{2013}' | '\u{2043}' | '\u{2212}' => '-',
        // Single quotation marks, primes and letters that look like an apostrophe.
        '`'
        | '\u{b4}'
        | '\u{2b9}'..='\u{2bd}'
        | '\u{2c8}'
        | '\u{55a}'
        | '\u{5f3}'
        | '\u{2018}'..='\u{201b}'
        | '\u{2032}'
        | '\u{2035}'
        | '\u{a78c}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{2036}' | '\u{301d}'..='\u{301f}' => '"',
        // The dots in names: 達里歐‧阿莫代伊, Dario・Amodei.
        '\u{387}' | '\u{16eb}' | '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{2e31}'
        | '\u{30fb}' => '·',
        '\u{223c}' | '\u{301c}' | '\u{2053}' => '~',
        '\u{2044}' | '\u{2215}' => '/',
        '\u{2236}' => ':',
        _ => c,
    }
}

/// Numbers that are a note to the word before them, or a part of one, and no part of it: GPT-5¹, H100②, 2½. The small
/// ones below the line belong to their word: H₂O.
pub(super) fn is_note(c: char) -> bool {
    matches!(c, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{bc}'..='\u{be}' | '\u{2070}' | '\u{2074}'..='\u{2079}'
        | '\u{2150}'..='\u{215f}' | '\u{2189}' | '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}' | '\u{2776}'..='\u{2793}')
}

/// Units of length and letters of formulas, at which ² and ³ are powers.
pub(super) fn has_powers(word: &[char]) -> bool {
    matches!(
        word,
        ['m' | 'x' | 'y' | 'n' | 'r' | 'k']
            | ['c' | 'm' | 'k' | 'n' | 'd' | 'μ' | 'h', 'm']
            | ['f', 't']
            | ['i', 'n']
            | ['m', 'i']
    )
}
