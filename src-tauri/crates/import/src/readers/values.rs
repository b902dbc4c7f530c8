//! Cuts a text of any length that comes in parts into the JSON values it is made of: the elements of an array, or values one
//! after the other. A bad one does not spoil the others, and memory holds one at a time.

/// What was cut out. Lines count from 1.
pub(super) enum Item<'a> {
    Value {
        text: &'a str,
        line: u32,
        /// It is the only one there can be: no array, and nothing follows.
        is_only: bool,
    },
    /// It is longer than what is taken in, and was passed over.
    TooLong { line: u32 },
    /// There is none between two commas.
    Nothing { line: u32 },
    /// Something follows the end of the array.
    Trailing { line: u32 },
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Nothing but blanks so far.
    #[default]
    Start,
    /// In an array, where a value may begin.
    Element,
    /// In an array, after a value.
    AfterElement,
    /// Behind the end of an array; what follows was told or not.
    AfterArray { told: bool },
    /// In values one after the other.
    Between,
    /// Inside a value.
    Inside,
}

/// How a string goes on that reached the end of a line, which no string may: either it was not closed, or the line end was
/// written into it as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Over {
    #[default]
    No,
    /// Nothing but blanks since.
    Line,
    /// A quotation mark is the first thing since: what follows tells whether it closes the string or opens the next one.
    Quote,
}

/// See the [module](self).
#[derive(Default)]
pub(super) struct Values {
    state: State,
    in_array: bool,
    /// Values of one line each: what is broken ends with its line.
    in_lines: bool,
    depth: usize,
    in_string: bool,
    is_escaped: bool,
    over: Over,
    /// The value at hand as far as it came in parts before, and the line it begins on.
    held: String,
    begun: u32,
    too_long: bool,
    /// The first of several values, held back until it is known whether it is the only one.
    first: Option<(String, u32)>,
    count: usize,
    /// Line ends passed so far.
    lines: u32,
}

impl Values {
    /// Takes the next part of the text. No value may have more than `max` bytes.
    pub(super) fn feed(&mut self, part: &str, max: usize, on: &mut dyn FnMut(Item<'_>)) {
        // Where the value at hand begins in this part.
        let mut from = 0;
        for (at, b) in part.bytes().enumerate() {
            if self.state == State::Inside {
                if let Some(end) = self.inside(b, at) {
                    self.take(part.get(from..end).unwrap_or_default(), max, on);
                    // The sign that ended it stands outside of it.
                    if end == at && self.outside(b, on) {
                        from = at;
                        self.inside(b, at);
                    }
                }
            } else if self.outside(b, on) {
                from = at;
                // A bracket or a quotation mark that begins it is part of it.
                if let Some(end) = self.inside(b, at) {
                    self.take(part.get(from..end).unwrap_or_default(), max, on);
                }
            }
            if b == b'\n' {
                self.lines = self.lines.saturating_add(1);
            }
        }
        if self.state == State::Inside {
            let rest = part.get(from..).unwrap_or_default();
            if self.held.len().saturating_add(rest.len()) > max {
                self.too_long = true;
            }
            if self.too_long { self.held.clear() } else { self.held.push_str(rest) }
        }
    }

    /// Takes the end of the text.
    pub(super) fn end(&mut self, on: &mut dyn FnMut(Item<'_>)) {
        if self.state == State::Inside {
            self.take("", usize::MAX, on);
        }
        if let Some((text, line)) = self.first.take() {
            on(Item::Value { text: &text, line, is_only: true });
        }
    }

    /// The line on which an array stopped without its end, if one did.
    pub(super) fn open_array(&self) -> Option<u32> {
        matches!(self.state, State::Element | State::AfterElement).then(|| self.lines.saturating_add(1))
    }

    /// Takes a byte outside of values; says whether a value begins with it.
    fn outside(&mut self, b: u8, on: &mut dyn FnMut(Item<'_>)) -> bool {
        let line = self.lines.saturating_add(1);
        let state = match (self.state, b) {
            (_, b' ' | b'\t' | b'\r' | b'\n') => return false,
            (State::Start, b'[') => {
                self.in_array = true;
                State::Element
            }
            (State::Element, b',') => {
                on(Item::Nothing { line });
                State::Element
            }
            (State::AfterElement, b',') => State::Element,
            (State::Element | State::AfterElement, b']') => State::AfterArray { told: false },
            (State::AfterArray { told: false }, _) => {
                on(Item::Trailing { line });
                State::AfterArray { told: true }
            }
            (State::AfterArray { .. }, _) => self.state,
            (State::Start | State::Between | State::Element | State::AfterElement | State::Inside, _) => {
                self.begun = line;
                (self.depth, self.in_string, self.is_escaped) = (0, false, false);
                self.over = Over::No;
                self.too_long = false;
                State::Inside
            }
        };
        self.state = state;
        state == State::Inside
    }

    /// Takes a byte of a value; gives where the value ends, if it does: at the byte or after it.
    fn inside(&mut self, b: u8, at: usize) -> Option<usize> {
        if self.in_string && self.over == Over::Line && b == b'{' && self.in_array && self.depth == 1 {
            // The next element begins: this one was never ended.
            return Some(at);
        }
        if self.in_string && self.over != Over::No && self.goes_over(b) {
            return (b == b'\n' && self.in_lines).then_some(at);
        }
        if self.in_string {
            match b {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' => self.is_escaped = true,
                b'"' => self.in_string = false,
                b'\n' => self.over = Over::Line,
                _ => {}
            }
        } else {
            match b {
                b'"' => self.in_string = true,
                b'[' | b'{' => self.depth = self.depth.saturating_add(1),
                b']' | b'}' if self.depth > 0 => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 && !self.in_array {
                        return at.checked_add(1);
                    }
                }
                b',' | b']' if self.depth == 0 && self.in_array => return Some(at),
                b'\n' if self.depth == 0 && !self.in_array => return Some(at),
                _ => {}
            }
        }
        (b == b'\n' && self.in_lines).then_some(at)
    }

    /// Looks at a byte of a string behind the end of a line; says whether that is all there is to it.
    fn goes_over(&mut self, b: u8) -> bool {
        let is_blank = matches!(b, b' ' | b'\t' | b'\r' | b'\n');
        match (self.over, b) {
            (Over::Line, _) if is_blank => return true,
            (Over::Line, b'"') => {
                self.over = Over::Quote;
                return true;
            }
            // It was not closed.
            (Over::Line, b'{' | b'}' | b'[' | b']' | b',') => self.in_string = false,
            // It was closed; otherwise this is the next string.
            (Over::Quote, b',' | b'}' | b']') => self.in_string = false,
            (Over::Quote, _) if is_blank => self.in_string = false,
            _ => {}
        }
        self.over = Over::No;
        false
    }

    /// Hands over the value at hand, which ends with this.
    fn take(&mut self, rest: &str, max: usize, on: &mut dyn FnMut(Item<'_>)) {
        self.state = if self.in_array { State::AfterElement } else { State::Between };
        let line = self.begun;
        if let Some((text, line)) = self.first.take() {
            on(Item::Value { text: &text, line, is_only: false });
        }
        let is_first = self.count == 0;
        self.count = self.count.saturating_add(1);
        if self.too_long || self.held.len().saturating_add(rest.len()) > max {
            self.held.clear();
            return on(Item::TooLong { line });
        }
        if !self.in_array && is_first {
            self.in_lines = line == self.lines.saturating_add(1);
            let mut text = std::mem::take(&mut self.held);
            text.push_str(rest);
            self.first = Some((text, line));
            return;
        }
        if self.held.is_empty() {
            on(Item::Value { text: rest.trim_end(), line, is_only: false });
        } else {
            let mut text = std::mem::take(&mut self.held);
            text.push_str(rest);
            on(Item::Value { text: text.trim_end(), line, is_only: false });
            text.clear();
            self.held = text;
        }
    }
}
