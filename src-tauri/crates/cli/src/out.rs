//! Printing: answers on standard output, the rest on standard error, and an end without fuss when the reader goes away.

use serde::Serialize;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use zhimai_api::{ErrorCode, Locale, Marked, Progress, UiLang, WireError};

/// How a command ended, when it did not fail.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Ended {
    /// All of it is done.
    Done,
    /// It is done, with some input refused; each was named on standard error.
    SomeRefused,
    /// None of the input could be used; each piece was named on standard error.
    AllRefused,
}

pub(crate) type Run = Result<Ended, Stop>;

/// Why a command stops before its end.
pub(crate) enum Stop {
    /// Whoever reads standard output closed it.
    Pipe,
    /// What was asked for makes no sense.
    Usage(String),
    /// It could not be done.
    Failed(String),
}

impl From<io::Error> for Stop {
    fn from(e: io::Error) -> Self {
        if e.kind() == io::ErrorKind::BrokenPipe { Self::Pipe } else { Self::Failed(e.to_string()) }
    }
}

impl From<WireError> for Stop {
    fn from(e: WireError) -> Self {
        match e.code {
            ErrorCode::BadRequest => Self::Usage(e.message),
            // Only our own faults need the particulars; other messages say it all.
            ErrorCode::Internal if !e.detail.is_empty() => {
                Self::Failed(format!("{} ({})", e.message, e.detail))
            }
            _ => Self::Failed(e.message),
        }
    }
}

/// Where answers go, and how.
pub(crate) struct Out {
    pub(crate) lang: UiLang,
    pub(crate) locale: Locale,
    stdout: BufWriter<Stdout>,
    styled: bool,
    watched: bool,
    /// How many columns the progress line took last.
    shown: usize,
}

/// How a piece of text looks on a terminal.
#[derive(Clone, Copy)]
pub(crate) enum Style {
    Bold,
    Dim,
    Match,
}

impl Out {
    /// Styles are used on a terminal only, and not if the person does not want `colour`.
    pub(crate) fn new(locale: impl Into<Locale>, colour: bool) -> Self {
        let locale = locale.into();
        let styled = colour && io::stdout().is_terminal();
        Self {
            lang: locale.lang(),
            locale,
            stdout: BufWriter::new(io::stdout()),
            styled,
            watched: io::stderr().is_terminal(),
            shown: 0,
        }
    }

    /// A line for people. Control characters of the content do not reach the terminal.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Stop> {
        Ok(writeln!(self.stdout, "{text}")?)
    }

    /// A value as one line of JSON, written out at once.
    pub(crate) fn json<T: Serialize>(&mut self, value: &T) -> Result<(), Stop> {
        let text = serde_json::to_string(value).map_err(|e| Stop::Failed(e.to_string()))?;
        writeln!(self.stdout, "{}", escaped(&text))?;
        Ok(self.stdout.flush()?)
    }

    /// Bytes as they are.
    pub(crate) fn raw(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        Ok(self.stdout.write_all(bytes)?)
    }

    pub(crate) fn flush(&mut self) -> Result<(), Stop> {
        Ok(self.stdout.flush()?)
    }

    /// Text of the library as it may be shown on a terminal, in a style.
    pub(crate) fn styled(&self, style: Style, text: &str) -> String {
        let text = plain(text);
        if !self.styled || text.is_empty() {
            return text;
        }
        let code = match style {
            Style::Bold => "1",
            Style::Dim => "2",
            Style::Match => "1;33",
        };
        format!("\x1b[{code}m{text}\x1b[0m")
    }

    /// A text with its marked spans in the style of a match.
    pub(crate) fn marked(&self, marked: &Marked) -> String {
        if !self.styled {
            return plain(&marked.text);
        }
        let (mut out, mut piece, mut inside) = (String::new(), String::new(), false);
        for (at, c) in (0u32..).zip(marked.text.chars()) {
            let marks = marked.marks.iter().any(|[start, end]| (*start..*end).contains(&at));
            if marks != inside {
                out.push_str(&self.piece(inside, &piece));
                piece.clear();
                inside = marks;
            }
            piece.push(c);
        }
        out.push_str(&self.piece(inside, &piece));
        out
    }

    fn piece(&self, marked: bool, text: &str) -> String {
        if marked { self.styled(Style::Match, text) } else { plain(text) }
    }

    /// Shows how far long work is, on a terminal only.
    pub(crate) fn progress(&mut self, progress: &Progress) {
        if self.watched {
            let current: String = plain(&progress.current).chars().take(40).collect();
            let line = format!("{} / {}  {current}", progress.done, progress.total);
            self.over(&line);
        }
    }

    /// Takes the progress line away.
    pub(crate) fn progress_done(&mut self) {
        if self.shown > 0 {
            self.over("");
            self.shown = 0;
        }
    }

    fn over(&mut self, line: &str) {
        // Chinese characters take two columns; too many blanks do no harm.
        let width = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        let blanks = " ".repeat(self.shown.saturating_sub(width));
        let _ = write!(io::stderr(), "\r{line}{blanks}\r");
        self.shown = width;
    }

    /// A line on standard error.
    pub(crate) fn remark(&mut self, text: &str) {
        self.progress_done();
        let _ = self.stdout.flush();
        let _ = writeln!(io::stderr(), "{}", plain(text));
    }

    /// Why the command stops.
    pub(crate) fn complain(&mut self, text: &str) {
        self.remark(&format!("zhimai: {text}"));
    }
}

/// Text without what would steer a terminal or turn the order of characters around.
pub(crate) fn plain(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => c,
        c if steers(c) => '\u{fffd}',
        c => c,
    };
    text.chars().map(shown).collect()
}

/// JSON with the same characters as escapes: it reads the same, and may be looked at on a terminal. Outside its texts JSON has
/// none of them.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if steers(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// Control characters (C0, DEL and C1), the line and paragraph separators, and what Unicode calls `Bidi_Control` (UAX #9),
/// with the deprecated format characters and the marks of interlinear annotation beside them.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
            | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_content_steers_the_terminal() {
        for (text, expected) in [
            ("一\n二\t三", "一\n二\t三"),
            ("\x1b[31mred\x07\r", "\u{fffd}[31mred\u{fffd}\u{fffd}"),
            ("a\u{9b}31m\u{202e}b\u{2066}", "a\u{fffd}31m\u{fffd}b\u{fffd}"),
            ("a\u{2028}b\u{200f}c\u{61c}", "a\u{fffd}b\u{fffd}c\u{fffd}"),
            ("👩‍👩‍👧 é", "👩‍👩‍👧 é"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }

    #[test]
    fn json_may_be_looked_at_on_a_terminal_and_reads_the_same() {
        let steering: String = (0..0x1_0000).filter_map(char::from_u32).filter(|&c| steers(c)).collect();
        let text = format!("買輝達 \"é\" \\ 👩‍👩‍👧 {steering}");
        let json = escaped(&serde_json::to_string(&text).unwrap());
        assert!(!json.chars().any(steers), "{json}");
        assert!(json.contains("\\u009b") && json.contains("\\u202e") && json.contains("買輝達"), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn marks_are_styled_by_code_point() {
        let mut out = Out::new(UiLang::En, true);
        let marked = |text: &str, marks: &[[u32; 2]]| Marked { text: text.to_owned(), marks: marks.to_vec() };
        out.styled = true;
        assert_eq!(out.marked(&marked("買輝達的", &[[1, 3]])), "買\x1b[1;33m輝達\x1b[0m的");
        assert_eq!(out.marked(&marked("輝達", &[[0, 2], [7, 9]])), "\x1b[1;33m輝達\x1b[0m");
        out.styled = false;
        assert_eq!(out.marked(&marked("買輝達\x1b的", &[[1, 3]])), "買輝達\u{fffd}的");
    }
}
