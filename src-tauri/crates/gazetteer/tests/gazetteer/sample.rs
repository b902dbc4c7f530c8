//! Sentences with the names marked by hand, against what is found: `cargo test --test gazetteer sample -- --nocapture`
//! prints how many of the names that are found are right, and how many of those that are there are found.

use crate::bundled::NAMES;
use std::collections::BTreeSet;
use zhimai_gazetteer::GroupKind;

const SAMPLES: [(&str, &str); 4] = [
    ("first", include_str!("../sample-1.txt")),
    ("second", include_str!("../sample-2.txt")),
    ("third", include_str!("../sample-3.txt")),
    ("fourth", include_str!("../sample-4.txt")),
];

/// Where a name stands, in code points, and what it is of.
type Name = (usize, usize, String);

/// How the names that were found in some sentences compare with those that are there.
#[derive(Default)]
struct Count {
    sentences: usize,
    without: usize,
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Count {
    fn add(&mut self, other: &Count) {
        self.sentences += other.sentences;
        self.without += other.without;
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.wrong).max(1) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed).max(1) as f64
    }

    fn told(&self, what: &str) -> String {
        format!(
            "{what}: {} sentences, {} without a name; {} right, {} wrong, {} missed; precision {:.3}, recall {:.3}",
            self.sentences,
            self.without,
            self.right,
            self.wrong,
            self.missed,
            self.precision(),
            self.recall()
        )
    }
}

/// A line of the sample as its text and the names marked in it.
fn read(line: &str) -> (String, BTreeSet<Name>) {
    let (mut text, mut names, mut open) = (Vec::new(), BTreeSet::new(), Vec::new());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '⟦' => open.push(text.len()),
            '|' if !open.is_empty() => {
                let id: String = chars.by_ref().take_while(|c| *c != '⟧').collect();
                names.insert((open.pop().unwrap(), text.len(), id));
            }
            c => text.push(c),
        }
    }
    assert!(open.is_empty(), "{line}");
    (text.into_iter().collect(), names)
}

/// Names of entities, and of places, people and days that regions write in their own way. Other words of regions and terms are
/// no names.
fn found(text: &str) -> BTreeSet<Name> {
    let is_name = |form: &zhimai_gazetteer::Form| {
        let mut chars = form.text.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
    };
    let found = NAMES.find(text).into_iter().filter_map(|found| {
        let group = NAMES.group(found.group).unwrap();
        let counts = match group.kind {
            GroupKind::Entity(_) => true,
            GroupKind::Term => false,
            GroupKind::Region => group.forms.iter().any(is_name),
        };
        counts.then(|| (found.start.0, found.end.0, group.id.clone()))
    });
    found.collect()
}

fn count(sample: &str) -> Count {
    let mut all = Count::default();
    for line in sample.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (text, marked) = read(line);
        assert!(marked.iter().all(|(_, _, id)| NAMES.groups().any(|(_, group)| group.id == *id)), "{line}");
        let found = found(&text);
        let (wrong, missed): (Vec<_>, Vec<_>) =
            (found.difference(&marked).collect(), marked.difference(&found).collect());
        if !wrong.is_empty() || !missed.is_empty() {
            println!("{text}\n    wrong {wrong:?}\n    missed {missed:?}");
        }
        all.add(&Count {
            sentences: 1,
            without: usize::from(marked.is_empty()),
            right: found.intersection(&marked).count(),
            wrong: wrong.len(),
            missed: missed.len(),
        });
    }
    all
}

#[test]
fn names_are_right_and_few_are_missed() {
    let mut all = Count::default();
    for (what, sample) in SAMPLES {
        let one = count(sample);
        println!("{}", one.told(what));
        all.add(&one);
    }
    println!("{}", all.told("all"));
    assert!(all.precision() >= 0.98 && all.recall() >= 0.95, "{}", all.told("all"));
}
