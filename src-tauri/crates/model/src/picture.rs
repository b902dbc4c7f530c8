//! Pictures that came in with an article.

/// A picture that lay beside the file of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// Made of its bytes: the same picture has the same one.
    pub hash: String,
    /// What it is, such as `image/png`.
    pub kind: String,
    /// Its bytes, as they came.
    pub bytes: Vec<u8>,
}

/// What the address of a picture in the library begins with.
const PICTURES: &str = "zhimai://picture/";

impl Picture {
    /// The address by which a block names a picture: with its size in pixels, so that there is room for it before it is there,
    /// and the name of its file.
    pub fn address(hash: &str, (width, height): (u32, u32), name: &str) -> String {
        format!("{PICTURES}{hash}/{width}x{height}/{name}")
    }

    /// The hash that the source of a picture names; nothing where that is no picture of the library.
    pub fn hash_in(source: &str) -> Option<&str> {
        let (hash, _) = source.strip_prefix(PICTURES)?.split_once('/')?;
        let is_hash = !hash.is_empty() && hash.bytes().all(|b| b.is_ascii_hexdigit());
        is_hash.then_some(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_its_picture() {
        let address = Picture::address("0a1b", (640, 480), "圖 1.png");
        assert_eq!(address, "zhimai://picture/0a1b/640x480/圖 1.png");
        assert_eq!(Picture::hash_in(&address), Some("0a1b"));
        for other in ["a.png", "zhimai://picture/", "zhimai://picture/0a1b", "zhimai://picture/../x", ""] {
            assert_eq!(Picture::hash_in(other), None, "{other}");
        }
    }
}
