//! Lists whose items each say only which list they are of, and how deep they stand in it.

use crate::blocks::Builder;
use std::collections::HashMap;

/// The lists that are open, from the outermost.
#[derive(Default)]
pub(in crate::readers) struct Lists {
    open: Vec<Open>,
    /// How many items each level of each list has so far: one that is broken off by a paragraph goes on.
    counts: HashMap<(String, usize), u32>,
}

struct Open {
    list: String,
    is_numbered: bool,
}

/// Lists in lists, at most.
const DEEPEST: usize = 9;

impl Lists {
    /// Begins an item of a list, `level` (from 0) deep. `first` is the number of the first item, none for a list of points.
    pub(in crate::readers) fn item(
        &mut self,
        out: &mut Builder,
        list: &str,
        level: usize,
        first: Option<u32>,
    ) {
        let level = level.min(DEEPEST);
        let depth = level.saturating_add(1);
        while self.open.len() > depth {
            self.end_one(out);
        }
        let is_same = |open: &Open| open.list == list && open.is_numbered == first.is_some();
        if self.open.len() == depth && !self.open.last().is_some_and(is_same) {
            self.end_one(out);
        }
        while self.open.len() < depth {
            let at = self.open.len();
            let is_numbered = first.is_some() && at == level;
            let count = self.counts.get(&(list.to_owned(), at)).copied().unwrap_or_default();
            let number = first.filter(|_| is_numbered).map(|first| first.saturating_add(count));
            out.begin_list(number);
            self.open.push(Open { list: list.to_owned(), is_numbered });
        }
        let count = self.counts.entry((list.to_owned(), level)).or_default();
        *count = count.saturating_add(1);
        // What stands deeper begins anew under each item.
        self.counts.retain(|(own, at), _| own != list || *at <= level);
        out.begin_item();
    }

    /// Ends all lists.
    pub(in crate::readers) fn end(&mut self, out: &mut Builder) {
        while !self.open.is_empty() {
            self.end_one(out);
        }
    }

    fn end_one(&mut self, out: &mut Builder) {
        self.open.pop();
        out.end_list();
    }
}
