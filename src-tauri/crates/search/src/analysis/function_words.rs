//! Words that hold sentences together or ask a question: they say little about what is looked for.

/// Words of one character that do so, folded.
pub(crate) const FUNCTION_WORDS: &str =
    "的了是在和与为之以于被把对从到由及或而就也都这那其有不个哪谁何几吗呢吧么";
/// Longer words that ask a question or hold it together, folded: what they ask for does not repeat them.
pub(crate) const QUESTION_WORDS: &[&str] = &[
    "什么",
    "为什么",
    "多少",
    "哪里",
    "哪儿",
    "哪个",
    "哪些",
    "哪位",
    "哪一",
    "哪种",
    "何时",
    "何地",
    "何人",
    "何种",
    "为何",
    "如何",
    "怎么",
    "怎样",
    "怎么样",
    "是否",
    "多久",
    "请问",
    "谁",
    "几个",
    "以及",
    "可以",
    "因为",
    "所以",
    "由于",
    "关于",
    "对于",
];
