//! English words that hold sentences together or ask a question: they say little about what is looked for.

/// All of them, folded and sorted.
pub const ENGLISH_FUNCTION_WORDS: &[&str] = &[
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
