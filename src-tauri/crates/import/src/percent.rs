//! Addresses in which bytes stand as `%E4`.

/// An address with what is written as `%E4%B8%AD` as it is meant; what comes to no text stays as it is, and so does a NUL.
pub(crate) fn unescaped(path: &str) -> String {
    let bytes = path.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0_usize);
    while let Some(&b) = bytes.get(at) {
        let digits = bytes.get(at.saturating_add(1)..at.saturating_add(3));
        let code = digits.filter(|_| b == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|code| *code != 0) {
            Some(code) => {
                out.push(code);
                at = at.saturating_add(3);
            }
            None => {
                out.push(b);
                at = at.saturating_add(1);
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}
