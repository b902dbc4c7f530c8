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
/// English words that hold sentences together or ask a question, folded and sorted.
pub(crate) const ENGLISH_FUNCTION_WORDS: &[&str] = &[
    "a", "about", "after", "against", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be",
    "because", "been", "before", "being", "between", "both", "but", "by", "can", "could", "did", "do",
    "does", "doing", "during", "each", "for", "from", "had", "has", "have", "having", "he", "her", "him",
    "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "many", "may", "me", "might", "more",
    "most", "much", "must", "my", "no", "not", "of", "on", "only", "or", "other", "our", "ours", "out",
    "over", "shall", "she", "should", "so", "some", "such", "tell", "than", "that", "the", "their", "them",
    "then", "there", "these", "they", "this", "through", "to", "too", "under", "until", "up", "very", "was",
    "we", "were", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why",
    "will", "with", "would", "you", "your", "yours",
];
